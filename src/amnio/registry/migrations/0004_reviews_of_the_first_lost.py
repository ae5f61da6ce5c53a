"""A review that was begun before there was one for each baby is that of the first of twins that was lost."""

from django.db import migrations

_LOST = "FROM registry_fetus f WHERE f.pregnancy_id = registry_lossreview.pregnancy_id AND f.outcome = 'loss'"


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_each_baby")]
    operations = [
        migrations.RunSQL(
            f"UPDATE registry_lossreview SET fetus = (SELECT MIN(f.number) {_LOST}) WHERE EXISTS (SELECT 1 {_LOST}) "
            f"AND NOT EXISTS (SELECT 1 {_LOST} AND f.number = registry_lossreview.fetus)",
            migrations.RunSQL.noop,
        )
    ]
