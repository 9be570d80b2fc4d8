"""The app's name."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """Dashboards."""

    name = "tandem.dashboards"
    label = "dashboards"

    def ready(self) -> None:
        from tandem.dashboards.staffing.actions import follow_move
        from tandem.schools.handover import on_move

        on_move(follow_move)
