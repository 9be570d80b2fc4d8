"""Files: their content once, by its hash; who added them to what, and when."""
