"""A visit may be a comprehensive inspection of the schools."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inspections", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="visit",
            name="comprehensive",
            field=models.BooleanField(
                default=False, verbose_name="a comprehensive inspection of the schools"
            ),
        ),
    ]
