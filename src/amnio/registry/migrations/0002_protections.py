"""Append-only tables are kept so by the database, and so are the rules of a review.

See `amnio.registry.protections` and `amnio.registry.review_rules`. A later migration that alters one of their tables
puts them in place again: SQLite makes an altered table anew and loses its triggers.
"""

from django.db import migrations

from amnio.registry import protections, review_rules


def protect(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in (*protections.statements(vendor), *review_rules.statements(vendor, migration=2)):
        schema_editor.execute(statement)


def unprotect(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in (*review_rules.undo(vendor), *protections.undo(vendor)):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [migrations.RunPython(protect, unprotect)]
