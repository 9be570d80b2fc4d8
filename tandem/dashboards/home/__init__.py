"""What waits for me: every role's first page."""
