"""The app's name."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """Dashboards."""

    name = "tandem.dashboards"
    label = "dashboards"
