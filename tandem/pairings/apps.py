"""The app's name."""

from django.apps import AppConfig


class PairingsConfig(AppConfig):
    """Rounds and collaborations."""

    name = "tandem.pairings"
    label = "pairings"

    def ready(self) -> None:
        from tandem.pairings import exports, imports
        from tandem.pairings.ties import ties
        from tandem.schools.dependents import register_ties

        register_ties(ties)
        imports.register()
        exports.register()
