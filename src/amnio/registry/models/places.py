"""Units and the people who work in them."""

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractUser
from django.db import models

from amnio.registry.access import Role


class Unit(models.Model):
    """A fetal-medicine unit. Records of one unit are never seen from another."""

    name = models.CharField(max_length=120, unique=True)
    phone = models.CharField(max_length=40, blank=True)  # the number on leaflets and letters
    language = models.CharField(max_length=2, choices=[("en", "en"), ("zh", "zh")], default="zh")
    demonstration = models.BooleanField(default=False)  # its women are made up, and every page says so
    profiles = models.JSONField(default=list)  # the guideline profiles that it follows; empty: the defaults

    def __str__(self) -> str:
        return self.name


class Staff(AbstractUser):
    """Somebody who signs in."""

    email = models.EmailField(blank=True)
    shown_name = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=2, choices=[("en", "en"), ("zh", "zh")], default="en")

    def __str__(self) -> str:
        return self.shown_name or self.username

    def check_password(self, raw_password: str) -> bool:
        """As Django's; a hash that is no longer strong enough is made again by an action."""
        from amnio.registry.actions.signing_in import keep_hash

        def again(password: str) -> None:
            keep_hash(self, password)

        return check_password(raw_password, self.password, again)


class Membership(models.Model):
    """What somebody is in a unit."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "unit", "role"], name="one_membership_a_role"),
            models.CheckConstraint(condition=models.Q(role__in=[role.value for role in Role]), name="role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.staff} · {self.role} · {self.unit}"
