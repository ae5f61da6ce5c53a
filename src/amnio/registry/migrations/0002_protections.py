"""Append-only tables are kept so by the database: see `amnio.registry.protections`."""

from django.db import migrations

from amnio.registry.protections import statements, undo


def protect(apps, schema_editor):
    there = schema_editor.connection.introspection.table_names()
    for statement in statements(schema_editor.connection.vendor, among=there):
        schema_editor.execute(statement)


def unprotect(apps, schema_editor):
    for statement in undo(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [migrations.RunPython(protect, unprotect)]
