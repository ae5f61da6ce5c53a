"""Follow-up calls: when they are due, what was said, and what was done about a red flag."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from amnio.clinic.vocabulary import Bleeding, Presence
from amnio.registry.models.history import Changing
from amnio.registry.models.record import Pregnancy

#: When somebody calls after a procedure (issue of the registry; the unit may call more often).
OCCASIONS = ("48h", "14d", "4w", "birth", "unplanned")
_PRESENCE = [(p.value, p.value) for p in Presence]


class FollowUp(Changing):
    """One contact: due on a day, done when somebody reached her (or it was closed with a reason)."""

    pregnancy = models.ForeignKey(Pregnancy, on_delete=models.CASCADE, related_name="follow_ups")
    occasion = models.CharField(max_length=10, choices=[(o, o) for o in OCCASIONS])
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reached = models.BooleanField(null=True, blank=True)
    fever = models.CharField(max_length=10, choices=_PRESENCE, null=True, blank=True)
    temperature_c = models.FloatField(null=True, blank=True)
    chills = models.CharField(max_length=10, choices=_PRESENCE, null=True, blank=True)
    abdominal_pain = models.CharField(max_length=10, choices=_PRESENCE, null=True, blank=True)
    bleeding = models.CharField(max_length=10, choices=[(b.value, b.value) for b in Bleeding], null=True, blank=True)
    fluid_leaking = models.CharField(max_length=10, choices=_PRESENCE, null=True, blank=True)
    foul_discharge = models.CharField(max_length=10, choices=_PRESENCE, null=True, blank=True)
    unwell = models.CharField(max_length=10, choices=_PRESENCE, null=True, blank=True)
    said = models.TextField(blank=True, default="")  # her own words
    advice = models.TextField(blank=True, default="")
    red_flag = models.BooleanField(default=False)
    red_flag_closed_at = models.DateTimeField(null=True, blank=True)
    red_flag_closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    red_flag_outcome = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(occasion__in=OCCASIONS), name="follow_up_occasion"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="who_is_done_is_done_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(red_flag_closed_at__isnull=True) | Q(red_flag=True), name="only_a_flag_is_closed"
            ),
            models.CheckConstraint(
                condition=Q(temperature_c__isnull=True) | Q(temperature_c__gte=30, temperature_c__lte=43),
                name="follow_up_temperature",
            ),
        ]
        indexes = [
            models.Index(fields=["done_at", "due_on"], name="follow_up_due"),
            models.Index(
                fields=["done_at"],
                condition=Q(red_flag=True, red_flag_closed_at__isnull=True),
                name="red_flags_open",
            ),
        ]
