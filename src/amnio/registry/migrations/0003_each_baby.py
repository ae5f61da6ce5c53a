"""Twins: a review for each baby that was lost, with what was seen of it, its tests, and what its family calls it.

The rules of the database are put aside meanwhile: SQLite makes altered tables anew and loses them.
"""

import django.db.models.deletion
from django.db import migrations, models

from amnio.registry import protections_held


def put_aside(apps, schema_editor):
    for statement in protections_held.undo(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def put_back(apps, schema_editor):
    for statement in protections_held.statements(schema_editor.connection.vendor, migration=3):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0002_protections"),
    ]

    operations = [
        migrations.RunPython(put_aside, put_back),
        migrations.AlterModelOptions(
            name="lossreview",
            options={"ordering": ["fetus"]},
        ),
        migrations.AddField(
            model_name="fetus",
            name="autopsy",
            field=models.CharField(
                blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
            ),
        ),
        migrations.AddField(
            model_name="fetus",
            name="called",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="fetus",
            name="cord",
            field=models.CharField(
                blank=True,
                choices=[("normal", "normal"), ("stricture_or_torsion", "stricture_or_torsion")],
                max_length=40,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="fetus",
            name="fetal_detail",
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="fetus",
            name="fetal_picture",
            field=models.CharField(
                blank=True,
                choices=[
                    ("normal", "normal"),
                    ("growth_restriction", "growth_restriction"),
                    ("anomaly", "anomaly"),
                    ("hydrops", "hydrops"),
                ],
                max_length=40,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="fetus",
            name="malperfusion",
            field=models.CharField(
                blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
            ),
        ),
        migrations.AddField(
            model_name="fetus",
            name="needle_injury",
            field=models.CharField(
                blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
            ),
        ),
        migrations.AddField(
            model_name="fetus",
            name="presentation",
            field=models.CharField(
                blank=True,
                choices=[("died_before_labour", "died_before_labour"), ("alive_at_onset", "alive_at_onset")],
                max_length=40,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="fetus",
            name="retroplacental_clot",
            field=models.CharField(
                blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
            ),
        ),
        migrations.AddField(
            model_name="fetus",
            name="severe_maceration",
            field=models.CharField(
                blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
            ),
        ),
        migrations.AddField(
            model_name="historicalfetus",
            name="autopsy",
            field=models.CharField(
                blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
            ),
        ),
        migrations.AddField(
            model_name="historicalfetus",
            name="called",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="historicalfetus",
            name="cord",
            field=models.CharField(
                blank=True,
                choices=[("normal", "normal"), ("stricture_or_torsion", "stricture_or_torsion")],
                max_length=40,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="historicalfetus",
            name="fetal_detail",
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalfetus",
            name="fetal_picture",
            field=models.CharField(
                blank=True,
                choices=[
                    ("normal", "normal"),
                    ("growth_restriction", "growth_restriction"),
                    ("anomaly", "anomaly"),
                    ("hydrops", "hydrops"),
                ],
                max_length=40,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="historicalfetus",
            name="malperfusion",
            field=models.CharField(
                blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
            ),
        ),
        migrations.AddField(
            model_name="historicalfetus",
            name="needle_injury",
            field=models.CharField(
                blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
            ),
        ),
        migrations.AddField(
            model_name="historicalfetus",
            name="presentation",
            field=models.CharField(
                blank=True,
                choices=[("died_before_labour", "died_before_labour"), ("alive_at_onset", "alive_at_onset")],
                max_length=40,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="historicalfetus",
            name="retroplacental_clot",
            field=models.CharField(
                blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
            ),
        ),
        migrations.AddField(
            model_name="historicalfetus",
            name="severe_maceration",
            field=models.CharField(
                blank=True, choices=[("present", "present"), ("absent", "absent")], max_length=40, null=True
            ),
        ),
        migrations.AddField(
            model_name="historicallossreview",
            name="fetus",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="historicaltestorder",
            name="fetus",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="lossreview",
            name="fetus",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="testorder",
            name="fetus",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="lossreview",
            name="pregnancy",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="loss_reviews", to="registry.pregnancy"
            ),
        ),
        migrations.AddConstraint(
            model_name="fetus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("fetal_picture__isnull", True),
                    ("fetal_picture__in", ["normal", "growth_restriction", "anomaly", "hydrops"]),
                    _connector="OR",
                ),
                name="fetus_fetal_picture",
            ),
        ),
        migrations.AddConstraint(
            model_name="fetus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("retroplacental_clot__isnull", True),
                    ("retroplacental_clot__in", ["present", "absent"]),
                    _connector="OR",
                ),
                name="fetus_retroplacental_clot",
            ),
        ),
        migrations.AddConstraint(
            model_name="fetus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("malperfusion__isnull", True), ("malperfusion__in", ["present", "absent"]), _connector="OR"
                ),
                name="fetus_malperfusion",
            ),
        ),
        migrations.AddConstraint(
            model_name="fetus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cord__isnull", True), ("cord__in", ["normal", "stricture_or_torsion"]), _connector="OR"
                ),
                name="fetus_cord",
            ),
        ),
        migrations.AddConstraint(
            model_name="fetus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("needle_injury__isnull", True), ("needle_injury__in", ["present", "absent"]), _connector="OR"
                ),
                name="fetus_needle_injury",
            ),
        ),
        migrations.AddConstraint(
            model_name="fetus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("severe_maceration__isnull", True),
                    ("severe_maceration__in", ["present", "absent"]),
                    _connector="OR",
                ),
                name="fetus_severe_maceration",
            ),
        ),
        migrations.AddConstraint(
            model_name="fetus",
            constraint=models.CheckConstraint(
                condition=models.Q(("autopsy__isnull", True), ("autopsy__in", ["present", "absent"]), _connector="OR"),
                name="fetus_autopsy",
            ),
        ),
        migrations.AddConstraint(
            model_name="fetus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("presentation__isnull", True),
                    ("presentation__in", ["died_before_labour", "alive_at_onset"]),
                    _connector="OR",
                ),
                name="fetus_presentation",
            ),
        ),
        migrations.AddConstraint(
            model_name="lossreview",
            constraint=models.UniqueConstraint(fields=("pregnancy", "fetus"), name="one_review_a_baby"),
        ),
        migrations.AddConstraint(
            model_name="lossreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("fetus__gte", 1), ("fetus__lte", 5)), name="review_fetus"
            ),
        ),
        migrations.AddConstraint(
            model_name="testorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("fetus__isnull", True), models.Q(("fetus__gte", 1), ("fetus__lte", 5)), _connector="OR"
                ),
                name="test_fetus",
            ),
        ),
        migrations.RunPython(put_back, put_aside),
    ]
