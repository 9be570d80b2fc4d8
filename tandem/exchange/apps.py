"""The app's name."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Exchange."""

    name = "tandem.exchange"
    label = "exchange"

    def ready(self) -> None:
        from tandem.compliance.panels import register_panel
        from tandem.exchange.wizard.waiting import waiting_for

        register_panel("exchange", waiting=waiting_for)
