"""Who signs in, in which roles, and what a role may do (``rights.toml``)."""
