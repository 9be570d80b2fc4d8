"""The app's name."""

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    """The registry."""

    name = "tandem.schools"
    label = "schools"

    def ready(self) -> None:
        from tandem.schools import exports, imports

        imports.register()
        exports.register()

    def ready(self) -> None:
        from tandem.accounts.organisations import register_directory
        from tandem.schools.directory import directory

        register_directory(directory)
