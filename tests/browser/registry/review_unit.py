"""A unit with readers and lost pregnancies, in the database that the environment names. Run before a server is started.

Prints the address of each lost pregnancy: one that nobody has opened, one with an agreed conclusion.
"""

import json
from datetime import timedelta

from amnio.registry.commands.django_ready import start

PASSWORD = "a long enough pass phrase 7"


def main() -> None:
    start()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    from django.utils import timezone

    from amnio.answers.letter import QuestionTopic
    from amnio.registry.access import Role
    from amnio.registry.actions import reviews
    from amnio.registry.actions.accounts import make_account
    from amnio.registry.actions.action import action
    from amnio.registry.actions.pregnancies import change_section
    from amnio.registry.models import Unit
    from tests.registry.conftest import People
    from tests.registry.lost_pregnancies import agreed, lost_pregnancy

    staff = {
        role: make_account(username=role.value, password=PASSWORD, unit="North", role=role, language="")
        for role in (Role.CLINICIAN, Role.REVIEWER)
    }
    unit = Unit.objects.get()
    with action("unit.phone", by=None):
        unit.phone = "010-5550100"
        unit.save()
    people = People(unit=unit, staff=staff)
    lately = timezone.localdate() - timedelta(days=34)  # so that both were lost today
    fresh = lost_pregnancy(people, dated_on=lately)
    read = lost_pregnancy(people, number="H-2", dated_on=lately)
    review = agreed(people, read)
    reviews.ask(people.actor(), review, asked="为什么是我们？", topic=QuestionTopic.WHY)
    reviews.ask(people.actor(), review, asked="Did Mia feel pain?", topic=QuestionTopic.SOMETHING_ELSE)
    change_section(people.actor(), read, "words", {"baby": "Mia", "lost": "died"}, revision=0)
    change_section(people.actor(), read, "examination", {"retroplacental_clot": "present"}, revision=0)
    reviews.make_version(people.actor(), review)
    print(json.dumps({"fresh": str(fresh.public_id), "agreed": str(read.public_id)}))


if __name__ == "__main__":
    main()
