"""The app's name."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Notifications."""

    name = "tandem.notifications"
    label = "notifications"

    def ready(self) -> None:
        from tandem.accounts.backend import carry_with_account
        from tandem.accounts.telling import register_teller
        from tandem.notifications import account_words
        from tandem.notifications.actions import notify
        from tandem.notifications.queries import carried_unread_count

        account_words.register()
        register_teller(notify)
        carry_with_account("unread_notices", carried_unread_count())
