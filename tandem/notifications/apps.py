"""The app's name."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Notifications."""

    name = "tandem.notifications"
    label = "notifications"
