"""The registry: authorities, schools and their successors, people and their posts."""
