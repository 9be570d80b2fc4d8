"""The app's name, and the fact views of its own."""

from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    """Duties and findings."""

    name = "tandem.compliance"
    label = "compliance"

    def ready(self) -> None:
        from tandem.compliance import exports, facts, imports, stale
        from tandem.schools.dependents import on_stage_change

        facts.register()
        on_stage_change(stale.stage_changed)
        imports.register()
        exports.register()
