"""The app's name: it holds the shared templates' sentences and the URL converter."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """What belongs to no single app."""

    name = "tandem.config"
    label = "config"

    def ready(self) -> None:
        from django.urls import register_converter

        from tandem.config.converters import KeyConverter

        register_converter(KeyConverter, "key")
