"""The app's name, its fact views and its panels."""

from django.apps import AppConfig


class SecondmentsConfig(AppConfig):
    """Secondments."""

    name = "tandem.secondments"
    label = "secondments"

    def ready(self) -> None:
        from tandem.compliance.files import register_files
        from tandem.secondments import exports, facts, imports, panels
        from tandem.secondments.pages import SECONDMENTS

        facts.register()
        panels.register()
        imports.register()
        exports.register()
        register_files(SECONDMENTS)
