"""Twins who were lost on one day, in the database that the environment names. Run before a server is started.

Prints the random number of their record.
"""

from amnio.registry.commands.django_ready import start

PASSWORD = "a long enough pass phrase 7"


def main() -> None:
    start()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    from amnio.registry.access import Role
    from amnio.registry.actions.accounts import make_account
    from amnio.registry.models import Unit
    from tests.registry.conftest import People
    from tests.registry.test_each_baby import LOST_AT, end, twins

    role = Role.CLINICIAN
    staff = {role: make_account(username=role.value, password=PASSWORD, unit="North", role=role, language="")}
    people = People(unit=Unit.objects.get(), staff=staff)
    print(twins(people, end("loss", LOST_AT), end("loss", LOST_AT)).public_id)


if __name__ == "__main__":
    main()
