"""Reviews of losses about which no answer is computed: a version says so, and the database keeps the two apart.

Every version before this one holds an answer. The rules are put aside meanwhile: SQLite makes altered tables anew and
loses them; they come back with those that are new (see `amnio.registry.review_rules`).
"""

from django.db import migrations, models

from amnio.registry import protections_held

_HEADLINE = models.Q(("answer__has_key", "headline"))


def put_aside(apps, schema_editor):
    for statement in protections_held.undo(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def put_back(apps, schema_editor):
    for statement in protections_held.statements(schema_editor.connection.vendor, migration=8):
        schema_editor.execute(statement)


def put_back_as_they_were(apps, schema_editor):
    for statement in protections_held.statements(schema_editor.connection.vendor, migration=7):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("registry", "0007_twins_judged_first")]
    operations = [
        migrations.RunPython(put_aside, put_back_as_they_were),
        migrations.AddField(
            model_name="answerversion",
            name="answered",
            field=models.BooleanField(default=True),
        ),
        migrations.AlterField(
            model_name="answerversion",
            name="fingerprint",
            field=models.CharField(blank=True, default="", max_length=80),
        ),
        migrations.AddConstraint(
            model_name="answerversion",
            constraint=models.CheckConstraint(
                condition=(models.Q(answered=True) & _HEADLINE & ~models.Q(fingerprint=""))
                | (models.Q(answered=False, fingerprint="") & ~_HEADLINE),
                name="no_answer_without_draws",
            ),
        ),
        migrations.RunPython(put_back, put_aside),
    ]
