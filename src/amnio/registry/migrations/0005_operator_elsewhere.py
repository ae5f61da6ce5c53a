"""Who held the needle, where that was somebody without an account."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0004_reviews_of_the_first_lost"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalprocedure",
            name="operator_elsewhere",
            field=models.CharField(blank=True, default="", max_length=80),
        ),
        migrations.AddField(
            model_name="procedure",
            name="operator_elsewhere",
            field=models.CharField(blank=True, default="", max_length=80),
        ),
        migrations.AddConstraint(
            model_name="procedure",
            constraint=models.CheckConstraint(
                condition=models.Q(("operator__isnull", True), ("operator_elsewhere", ""), _connector="OR"),
                name="procedure_one_operator",
            ),
        ),
    ]
