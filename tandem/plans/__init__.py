"""The plan of a collaboration: when it was submitted, and when the leading group approved it."""
