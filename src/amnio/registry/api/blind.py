"""Nobody reads the answer about a loss of the unit before the own judgement, not by sending the case back either."""

from amnio.clinic.case import Case
from amnio.clinic.vocabulary import Outcome
from amnio.registry.access import Actor
from amnio.registry.api.problems import JudgeFirst
from amnio.registry.models import Membership, Pregnancy
from amnio.registry.own_judgement import all_open
from amnio.registry.record_case import BABY


def refuse_unjudged(actor: Actor, case: Case) -> None:
    """Raises `JudgeFirst` for a case that looks like a loss of the unit whose answers are not open to the actor.

    Alike is the name of the record, or the days of procedure and loss together: leaving out the name does not help, nor
    does it to be at work in another of one's units.
    """
    if case.loss.outcome is not Outcome.LOSS:
        return
    units = Membership.objects.filter(staff=actor.staff, active=True).values("unit_id")
    lost = Pregnancy.objects.filter(unit__in=units, restricted=False, loss_section__outcome=Outcome.LOSS.value)
    alike = lost.filter(loss_section__at=case.loss.at, procedure_section__at=case.procedure.at)
    if case.loss.on is not None and case.procedure.on is not None:
        alike = alike | lost.filter(loss_section__on=case.loss.on, procedure_section__on=case.procedure.on)
    if case.id:
        alike = alike | lost.filter(number=case.id.partition(BABY)[0])
    if not all(all_open(actor, pregnancy) for pregnancy in alike):
        raise JudgeFirst
