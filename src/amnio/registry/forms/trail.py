"""The filters of the audit trail."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from amnio.registry.models import Staff
from amnio.registry.trail_kinds import choices


class TrailFilter(forms.Form):
    """What is asked for; a filter that cannot be meant is shown as wrong and left out."""

    person = forms.ChoiceField(required=False)
    record = forms.CharField(required=False, max_length=40)
    kind = forms.ChoiceField(required=False)
    day = forms.DateField(
        required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"placeholder": "2026-03-18", "size": 12})
    )

    def __init__(self, *args: Any, people: "QuerySet[Staff]", language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].choices = [("", "—"), *((str(one.pk), str(one)) for one in people)]
        self.fields["kind"].choices = [("", "—"), *choices(language)]

    def wanted(self) -> dict[str, Any]:
        """The filters that can be meant: person (a key of staff), record, kind (one of those told), day."""
        self.is_valid()
        cleaned = self.cleaned_data
        day: date | None = cleaned.get("day")
        return {
            "person": int(cleaned["person"]) if cleaned.get("person") else None,
            "record": cleaned.get("record", "").strip(),
            "kind": cleaned.get("kind", ""),
            "day": day,
        }
