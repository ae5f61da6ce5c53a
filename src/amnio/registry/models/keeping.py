"""What is kept beside the record: drafts of forms, requests for deletion or restriction."""

from django.conf import settings
from django.db import models

from amnio.registry.models.places import Unit


class Draft(models.Model):
    """A form that was not finished: kept for its author alone, until it is saved or thrown away."""

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=200)  # the address of the form; it holds no personal data
    values = models.JSONField()
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "path"], name="one_draft_a_form")]


class Erasure(models.Model):
    """A deletion carried out on request: what is left is that it happened. It opens the append-only tables."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    pregnancy_key = models.BigIntegerField()
    asked_on = models.DateField()
    basis = models.TextField()
    done_at = models.DateTimeField(auto_now_add=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
