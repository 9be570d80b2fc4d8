"""The app's name, its fact views and its panels."""

from django.apps import AppConfig


class MentoringConfig(AppConfig):
    """Mentoring."""

    name = "tandem.mentoring"
    label = "mentoring"

    def ready(self) -> None:
        from tandem.compliance.files import register_files
        from tandem.mentoring import exports, facts, imports, panels
        from tandem.mentoring.pages import MENTORSHIPS, OUTPUTS

        facts.register()
        panels.register()
        imports.register()
        exports.register()
        register_files(MENTORSHIPS, OUTPUTS)
