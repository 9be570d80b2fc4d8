"""The bench: one rule set by four ways, timed side by side on generated provinces."""
