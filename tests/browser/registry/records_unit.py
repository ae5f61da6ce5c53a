"""A unit at work, in the database that the environment names: one woman planned for today, one five days after.

Run before a server is started; prints the public numbers of both pregnancies.
"""

import json
from datetime import timedelta

from amnio.registry.commands.django_ready import start

PASSWORD = "a long enough pass phrase 7"


def main() -> None:
    start()
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", interactive=False, verbosity=0)
    from amnio.clinic.gestation import GestationalAge
    from amnio.registry.access import Actor, Role
    from amnio.registry.actions.accounts import make_account
    from amnio.registry.actions.action import action
    from amnio.registry.actions.pregnancies import change_section, register
    from amnio.registry.actions.procedures import record_procedure
    from amnio.registry.actions.test_orders import order_test
    from amnio.registry.models import Unit

    roles = (Role.CLINICIAN, Role.NURSE)
    staff = {
        role: make_account(username=role.value, password=PASSWORD, unit="North", role=role, language="")
        for role in roles
    }
    unit = Unit.objects.get()
    with action("unit.language", by=None):
        unit.language = "en"
        unit.save()
    clinician = Actor(staff=staff[Role.CLINICIAN], unit=unit, role=Role.CLINICIAN)
    today = timezone.localdate()
    dated = {"at": GestationalAge(12 * 7 + 3), "on": today - timedelta(days=28), "method": "scan"}

    def woman(name: str, number: str) -> dict[str, str]:
        return {"name": name, "hospital_number": number, "language": "zh", "phone": "010-5550101"}

    planned = register(clinician, woman=woman("Li Na", "H-1"), registered_on=today, dating=dated)
    change_section(clinician, planned, "plan", {"kind": "amniocentesis", "on": today}, revision=0)
    after = register(clinician, woman=woman("Zhang Min", "H-2"), registered_on=today, dating=dated)
    done_on = today - timedelta(days=5)
    procedure = {"kind": "amniocentesis", "on": done_on, "at": GestationalAge(15 * 7 + 5), "passes": 1}
    record_procedure(
        clinician,
        after,
        {"procedure": procedure},
        {},
        against=(),
        done_on=done_on,
        day_zero=today - timedelta(days=16 * 7 + 3),
    )
    order_test(clinician, after, test="qf_pcr", ordered_on=done_on, expected_on=today - timedelta(days=1))
    print(json.dumps({"planned": str(planned.public_id), "after": str(after.public_id)}))


if __name__ == "__main__":
    main()
