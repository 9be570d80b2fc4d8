"""The app's name."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Notifications."""

    name = "tandem.notifications"
    label = "notifications"

    def ready(self) -> None:
        from tandem.accounts.telling import register_teller
        from tandem.notifications import account_words
        from tandem.notifications.actions import notify

        account_words.register()
        register_teller(notify)
