"""The app's name."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who sign in."""

    name = "tandem.accounts"
    label = "accounts"
