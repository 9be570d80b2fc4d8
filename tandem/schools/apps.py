"""The app's name."""

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    """The registry."""

    name = "tandem.schools"
    label = "schools"

    def ready(self) -> None:
        from tandem.accounts.organisations import register_directory
        from tandem.schools import exports, imports
        from tandem.schools.directory import directory

        imports.register()
        exports.register()
        register_directory(directory)
