"""The app's name, its fact views and its panels."""

from django.apps import AppConfig


class AidConfig(AppConfig):
    """Aid."""

    name = "tandem.aid"
    label = "aid"

    def ready(self) -> None:
        from tandem.aid import exports, facts, imports, panels
        from tandem.aid.pages import AIDS
        from tandem.compliance.files import register_files

        facts.register()
        panels.register()
        imports.register()
        exports.register()
        register_files(AIDS)
