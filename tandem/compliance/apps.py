"""The app's name, and the fact views of its own."""

from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    """Duties and findings."""

    name = "tandem.compliance"
    label = "compliance"

    def ready(self) -> None:
        from tandem.compliance import exports, facts, imports, invalidation
        from tandem.pairings.dependents import on_dates_change
        from tandem.schools.dependents import on_stage_change

        facts.register()

        from tandem.compliance.waivers import panels

        panels.register()
        on_stage_change(invalidation.stage_changed)
        on_dates_change(invalidation.dates_changed)
        imports.register()
        exports.register()
