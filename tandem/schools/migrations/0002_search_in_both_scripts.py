"""What is searched holds simplified characters and full syllables: existing rows anew."""

from typing import Any

from django.db import migrations

from tandem.schools.searching import search_text


def refresh(apps: Any, _editor: Any) -> None:
    """Both tables, in blocks."""
    for name, other, limit in (("School", "code", 400), ("Person", "staff_number", 200)):
        model = apps.get_model("schools", name)
        block = []
        for row in model.objects.only("name", other, "search").order_by("pk").iterator(500):
            row.search = search_text(row.name, getattr(row, other), limit=limit)
            block.append(row)
            if len(block) == 500:
                model.objects.bulk_update(block, ["search"])
                block = []
        model.objects.bulk_update(block, ["search"])


class Migration(migrations.Migration):
    dependencies = [("schools", "0001_initial")]
    operations = [migrations.RunPython(refresh, migrations.RunPython.noop, elidable=True)]
