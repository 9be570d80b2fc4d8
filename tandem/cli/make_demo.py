"""Makes the demo district in the folder that ``TANDEM_HOME`` names: ``python -m tandem.cli.make_demo``."""

from __future__ import annotations

import os


def main() -> None:
    """Migrate an empty database and furnish it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from tandem.demo import default_as_of, make_demo_district
    from tandem.exchange.demonstration import furnish

    call_command("migrate", verbosity=0, interactive=False)
    district = make_demo_district()
    furnish(district, default_as_of(district))


if __name__ == "__main__":
    main()
