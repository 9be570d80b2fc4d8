"""The yearly quality figures that the bundled assessment needs."""
