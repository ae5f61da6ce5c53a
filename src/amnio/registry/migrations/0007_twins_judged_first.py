"""One more rule of the database: of twins no answer is shown to a reader before she has judged each of them.

All rules are put in place anew; see `amnio.registry.review_rules`.
"""

from django.db import migrations

from amnio.registry import protections_held


def put_anew(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in (*protections_held.undo(vendor), *protections_held.statements(vendor, migration=7)):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("registry", "0006_shared_counts")]
    operations = [migrations.RunPython(put_anew, migrations.RunPython.noop)]
