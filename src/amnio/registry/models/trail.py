"""The audit trail: who saw, changed, exported what and when. Append-only, and chained by hashes."""

from django.conf import settings
from django.db import models

from amnio.registry.models.places import Unit


class Event(models.Model):
    """One thing that happened. Holds no personal data: numbers of rows, names of fields, never their values."""

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, blank=True)  # "pregnancy:0f3c..."
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(fields=["subject", "sequence"], name="event_subject")]
