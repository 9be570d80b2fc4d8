"""The duty board: every collaboration and every duty of a semester on one page."""
