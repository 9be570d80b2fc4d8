"""A finding opened: its clause, the facts that counted, those that nearly did."""
