"""Visits of the bureau's departments, and the ratings of its checks."""
