"""The app's name, the fact views of its own, and what makes findings outdated."""

from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    """Duties and findings."""

    name = "tandem.compliance"
    label = "compliance"

    def ready(self) -> None:
        from tandem.compliance import exports, facts, imports, outdated
        from tandem.compliance.waivers import panels
        from tandem.pairings.dependents import on_dates_change
        from tandem.schools.dependents import on_stage_change

        facts.register()
        panels.register()
        on_stage_change(outdated.stage_changed)
        on_dates_change(outdated.dates_changed)
        imports.register()
        exports.register()
