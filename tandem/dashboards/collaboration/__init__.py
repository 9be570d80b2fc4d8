"""The collaboration's page, the product's centre, and the list that leads to it."""
