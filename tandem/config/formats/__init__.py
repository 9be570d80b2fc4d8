"""Formats of dates where Django's own are not as people write them."""
