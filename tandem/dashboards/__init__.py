"""Screens a role starts from: what waits for me, the collaboration, the duty board. Reads only."""
