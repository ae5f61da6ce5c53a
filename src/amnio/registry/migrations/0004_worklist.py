"""Indexes of the worklist: what is planned for a day, red flags that are open, losses."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0003_reviews'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(condition=models.Q(('red_flag', True), ('red_flag_closed_at__isnull', True)), fields=['done_at'], name='red_flag_open'),
        ),
        migrations.AddIndex(
            model_name='loss',
            index=models.Index(condition=models.Q(('outcome', 'loss')), fields=['on'], name='losses'),
        ),
        migrations.AddIndex(
            model_name='plan',
            index=models.Index(fields=['on'], name='plan_day'),
        ),
    ]
