"""The app's name."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """Dashboards."""

    name = "tandem.dashboards"
    label = "dashboards"

    def ready(self) -> None:
        from tandem.compliance.panels import register_panel
        from tandem.dashboards.home import bureau, rejected
        from tandem.dashboards.staffing.actions import follow_move
        from tandem.schools.handover import on_move

        on_move(follow_move)
        register_panel("dashboards.silent", waiting=bureau.silent_records)
        register_panel("dashboards.rejected", waiting=rejected.rejected_records)
        register_panel("dashboards.complaints", waiting=bureau.open_complaints)
        register_panel("dashboards.rearrange", waiting=bureau.to_rearrange)
        register_panel("dashboards.set_up", waiting=bureau.to_set_up)
