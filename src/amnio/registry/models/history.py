"""Rows that people change: who changed them last, how often they were changed, and every earlier state."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords


class Changing(models.Model):
    """`revision` is what a form was opened at: a save from an older one is a merge question, never an overwrite."""

    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True
