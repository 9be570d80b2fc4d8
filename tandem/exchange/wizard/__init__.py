"""Schools and people from a file, in three steps: upload, columns, preview; then all or nothing."""
