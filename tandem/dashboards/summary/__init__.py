"""The printable summary of a collaboration's semester (学期小结)."""
