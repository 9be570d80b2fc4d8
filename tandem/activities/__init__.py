"""What was done together: outings, each with its items, people, topics and observation notes."""
