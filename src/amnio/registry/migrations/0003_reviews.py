"""Reviews: own judgement first, what was shown to whom, and the rules of `amnio.registry.review_rules`."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from amnio.registry import protections, review_rules


def protect(apps, schema_editor):
    # SQLite makes an altered table anew and loses its triggers: those of the append-only tables are put back, also for
    # what was shown to whom, and then the rules of reviews.
    vendor = schema_editor.connection.vendor
    for statement in (*protections.undo(vendor), *protections.statements(vendor), *review_rules.statements(vendor)):
        schema_editor.execute(statement)


def unprotect(apps, schema_editor):
    for statement in review_rules.undo(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0002_protections"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnswerShown",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.AlterModelOptions(
            name="contributoryfactor",
            options={"ordering": ["pk"]},
        ),
        migrations.RemoveConstraint(
            model_name="blindjudgement",
            name="certainty_known",
        ),
        migrations.RemoveConstraint(
            model_name="blindjudgement",
            name="anyway_is_a_percentage",
        ),
        migrations.RemoveConstraint(
            model_name="conclusion",
            name="conclusion_certainty_known",
        ),
        migrations.RemoveField(
            model_name="blindjudgement",
            name="anyway_percent",
        ),
        migrations.AddField(
            model_name="blindjudgement",
            name="anyway",
            field=models.CharField(
                choices=[("yes", "yes"), ("no", "no"), ("cannot_tell", "cannot_tell")],
                default="cannot_tell",
                max_length=20,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="blindjudgement",
            name="shares",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="conclusion",
            name="details",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="familyquestion",
            name="topic",
            field=models.CharField(
                choices=[
                    ("why", "why"),
                    ("was_it_the_test", "was_it_the_test"),
                    ("anyway", "anyway"),
                    ("my_fault", "my_fault"),
                    ("next_pregnancy", "next_pregnancy"),
                    ("something_else", "something_else"),
                ],
                default="something_else",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="historicalconclusion",
            name="details",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="historicalfamilyquestion",
            name="topic",
            field=models.CharField(
                choices=[
                    ("why", "why"),
                    ("was_it_the_test", "was_it_the_test"),
                    ("anyway", "anyway"),
                    ("my_fault", "my_fault"),
                    ("next_pregnancy", "next_pregnancy"),
                    ("something_else", "something_else"),
                ],
                default="something_else",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="blindjudgement",
            name="certainty",
            field=models.CharField(
                choices=[
                    ("clear", "clear"),
                    ("probable", "probable"),
                    ("possible", "possible"),
                    ("cannot_tell", "cannot_tell"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="conclusion",
            name="certainty",
            field=models.CharField(
                choices=[
                    ("clear", "clear"),
                    ("probable", "probable"),
                    ("possible", "possible"),
                    ("cannot_tell", "cannot_tell"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="contributoryfactor",
            name="kind",
            field=models.CharField(
                choices=[
                    ("communication", "communication"),
                    ("training", "training"),
                    ("equipment", "equipment"),
                    ("organisation", "organisation"),
                    ("access", "access"),
                    ("other", "other"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="historicalconclusion",
            name="certainty",
            field=models.CharField(
                choices=[
                    ("clear", "clear"),
                    ("probable", "probable"),
                    ("possible", "possible"),
                    ("cannot_tell", "cannot_tell"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="historicalcontributoryfactor",
            name="kind",
            field=models.CharField(
                choices=[
                    ("communication", "communication"),
                    ("training", "training"),
                    ("equipment", "equipment"),
                    ("organisation", "organisation"),
                    ("access", "access"),
                    ("other", "other"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="blindjudgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("certainty__in", ("clear", "probable", "possible", "cannot_tell"))),
                name="certainty_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="blindjudgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("anyway__in", ["yes", "no", "cannot_tell"])), name="anyway_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="blindjudgement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("certainty", "cannot_tell"), ("group__isnull", True)),
                    models.Q(
                        ("group__in", ["fetal", "infection", "early", "mechanical", "other"]),
                        ("group__isnull", False),
                        models.Q(("certainty", "cannot_tell"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="who_names_a_group_can_tell",
            ),
        ),
        migrations.AddConstraint(
            model_name="conclusion",
            constraint=models.CheckConstraint(
                condition=models.Q(("certainty__in", ("clear", "probable", "possible", "cannot_tell"))),
                name="conclusion_certainty_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="conclusion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cause__isnull", True), ("certainty", "cannot_tell"), ("mechanism__isnull", True)),
                    models.Q(
                        ("cause", "fetal"),
                        ("cause__isnull", False),
                        models.Q(
                            ("mechanism__isnull", True), ("mechanism__in", ["fetal_abnormality"]), _connector="OR"
                        ),
                        models.Q(("certainty", "cannot_tell"), _negated=True),
                    ),
                    models.Q(
                        ("cause", "infection_independent"),
                        ("cause__isnull", False),
                        models.Q(
                            ("mechanism__isnull", True),
                            ("mechanism__in", ["infection_before", "infection_later"]),
                            _connector="OR",
                        ),
                        models.Q(("certainty", "cannot_tell"), _negated=True),
                    ),
                    models.Q(
                        ("cause", "infection_introduced"),
                        ("cause__isnull", False),
                        models.Q(
                            ("mechanism__isnull", True), ("mechanism__in", ["infection_introduced"]), _connector="OR"
                        ),
                        models.Q(("certainty", "cannot_tell"), _negated=True),
                    ),
                    models.Q(
                        ("cause", "early"),
                        ("cause__isnull", False),
                        models.Q(
                            ("mechanism__isnull", True),
                            ("mechanism__in", ["leak", "leak_infected", "bleeding", "injury", "contractions"]),
                            _connector="OR",
                        ),
                        models.Q(("certainty", "cannot_tell"), _negated=True),
                    ),
                    models.Q(
                        ("cause", "mechanical"),
                        ("cause__isnull", False),
                        models.Q(
                            ("mechanism__isnull", True),
                            ("mechanism__in", ["leak", "leak_infected", "bleeding", "injury", "contractions"]),
                            _connector="OR",
                        ),
                        models.Q(("certainty", "cannot_tell"), _negated=True),
                    ),
                    models.Q(
                        ("cause", "other"),
                        ("cause__isnull", False),
                        models.Q(
                            ("mechanism__isnull", True),
                            ("mechanism__in", ["placental", "cord", "trauma", "cervical", "maternal", "unexplained"]),
                            _connector="OR",
                        ),
                        models.Q(("certainty", "cannot_tell"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="conclusion_of_one_cause",
            ),
        ),
        migrations.AddConstraint(
            model_name="familyquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("topic__in", ["why", "was_it_the_test", "anyway", "my_fault", "next_pregnancy", "something_else"])
                ),
                name="question_topic",
            ),
        ),
        migrations.AddField(
            model_name="answershown",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="registry.lossreview"
            ),
        ),
        migrations.AddField(
            model_name="answershown",
            name="shown_to",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="answershown",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="registry.answerversion"
            ),
        ),
        migrations.AddConstraint(
            model_name="answershown",
            constraint=models.UniqueConstraint(fields=("version", "shown_to"), name="shown_once_each"),
        ),
        migrations.RunPython(protect, unprotect),
    ]
