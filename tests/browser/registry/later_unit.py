"""Twins of whom one was lost after the other, and the review of the second up to its agreed conclusion.

Run before a server is started, in the database that the environment names. Prints the random number of the record.
"""

from amnio.registry.commands.django_ready import start

PASSWORD = "a long enough pass phrase 7"


def main() -> None:
    start()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    from amnio.answers.letter import QuestionTopic
    from amnio.registry.access import Role
    from amnio.registry.actions import reviews
    from amnio.registry.actions.accounts import make_account
    from amnio.registry.models import Unit
    from tests.registry.conftest import People
    from tests.registry.test_without_answer import FIRST, LATER, agreed, babies

    roles = (Role.CLINICIAN, Role.REVIEWER)
    staff = {
        role: make_account(username=role.value, password=PASSWORD, unit="North", role=role, language="")
        for role in roles
    }
    people = People(unit=Unit.objects.get(), staff=staff)
    review = agreed(people, babies(people, ("loss", FIRST), ("loss", LATER)), 2)
    for topic in (QuestionTopic.WHY, QuestionTopic.ANYWAY):
        reviews.ask(people.actor(), review, asked=f"Why her too? ({topic.value})", topic=topic)
    print(review.pregnancy.public_id)


if __name__ == "__main__":
    main()
