"""The app's name."""

from django.apps import AppConfig


class PairingsConfig(AppConfig):
    """Rounds and collaborations."""

    name = "tandem.pairings"
    label = "pairings"
