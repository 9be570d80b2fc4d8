"""The access grid: a district with one record of every kind, every address, who gets what."""
