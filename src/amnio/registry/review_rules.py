"""Rules of a team's review that the database itself keeps, whoever writes and by whatever program.

Each rule is a condition on a new row, or a changed one, under which it is refused.
"""

from dataclasses import dataclass

_READERS = "SELECT first_reader_id FROM registry_lossreview WHERE id = NEW.review_id UNION " + (
    "SELECT second_reader_id FROM registry_lossreview WHERE id = NEW.review_id AND second_reader_id IS NOT NULL"
)
_JUDGED = "SELECT reviewer_id FROM registry_blindjudgement WHERE review_id = NEW.review_id"
_CONCLUDED = "SELECT reviewer_id FROM registry_conclusion WHERE review_id = NEW.review_id AND reviewer_id IS NOT NULL"
_OF_THE_PREGNANCY = (
    "SELECT each_one.id FROM registry_lossreview each_one JOIN registry_lossreview this "
    "ON this.pregnancy_id = each_one.pregnancy_id WHERE this.id = NEW.review_id"
)
_OTHER_REVIEW = "NEW.review_id NOT IN (SELECT review_id FROM registry_answerversion WHERE id = NEW.version_id)"


def _two(rows: str) -> str:
    return f"(SELECT COUNT(*) FROM ({rows}) counted) < 2"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewRule:
    """`refused_when`: SQL over NEW (and OLD in an update); `event` is INSERT or UPDATE. `since`: the migration with the
    columns which it reads."""

    name: str
    table: str
    event: str
    refused_when: str
    says: str
    since: int = 2


REVIEW_RULES = (
    ReviewRule(
        name="review_of_a_lost_baby",
        table="registry_lossreview",
        event="INSERT",
        refused_when=(
            "EXISTS (SELECT 1 FROM registry_fetus WHERE pregnancy_id = NEW.pregnancy_id) AND NOT EXISTS (SELECT 1 FROM "
            "registry_fetus WHERE pregnancy_id = NEW.pregnancy_id AND number = NEW.fetus AND outcome = 'loss')"
        ),
        says="a review of one of twins is of a baby that was lost",
        since=3,
    ),
    ReviewRule(
        name="only_readers_judge",
        table="registry_blindjudgement",
        event="INSERT",
        refused_when=f"NEW.reviewer_id NOT IN ({_READERS})",
        says="only the two readers of a review judge it",
    ),
    ReviewRule(
        name="answer_after_own_judgement",
        table="registry_answershown",
        event="INSERT",
        refused_when=f"NEW.shown_to_id NOT IN ({_JUDGED}) AND (NEW.shown_to_id IN ({_READERS}) OR {_two(_JUDGED)})",
        says="the answer is shown only after the own judgement is stored",
    ),
    ReviewRule(
        name="answers_of_twins_after_each",
        table="registry_answershown",
        event="INSERT",
        refused_when=(
            f"EXISTS (SELECT 1 FROM registry_lossreview r WHERE r.id IN ({_OF_THE_PREGNANCY}) "
            "AND r.id <> NEW.review_id AND NEW.shown_to_id IN (r.first_reader_id, COALESCE(r.second_reader_id, 0)) "
            "AND NOT EXISTS (SELECT 1 FROM registry_blindjudgement j "
            "WHERE j.review_id = r.id AND j.reviewer_id = NEW.shown_to_id)) "
            "AND NOT EXISTS (SELECT 1 FROM registry_answershown s JOIN registry_answerversion v ON v.id = s.version_id "
            f"WHERE s.shown_to_id = NEW.shown_to_id AND v.answered AND s.review_id IN ({_OF_THE_PREGNANCY}))"
        ),
        says="of twins the answers open to a reader once she has judged each of them",
        since=8,
    ),
    ReviewRule(
        name="answer_shown_is_of_its_review",
        table="registry_answershown",
        event="INSERT",
        refused_when=_OTHER_REVIEW,
        says="a version belongs to one review",
    ),
    *(
        ReviewRule(
            name=name,
            table=table,
            event=event,
            refused_when=_OTHER_REVIEW,
            says="what a review concludes and writes rests on a version of its own",
        )
        for name, table, event in (
            ("conclusion_on_own_version", "registry_conclusion", "INSERT"),
            ("conclusion_stays_on_own_version", "registry_conclusion", "UPDATE"),
            ("letter_on_own_version", "registry_letter", "INSERT"),
        )
    ),
    ReviewRule(
        name="letter_says_what_its_version_says",
        table="registry_letter",
        event="INSERT",
        refused_when=(
            "EXISTS (SELECT 1 FROM registry_answerversion v WHERE v.id = NEW.version_id AND v.answered <> "
            "(((NEW.content -> 'review') -> 'headline') IS NOT NULL))"
        ),
        says="a letter has the numbers of an answer where one was computed, and none where not",
        since=8,
    ),
    ReviewRule(
        name="conclusion_after_judgement",
        table="registry_conclusion",
        event="INSERT",
        refused_when=f"NEW.reviewer_id IS NOT NULL AND NEW.reviewer_id NOT IN ({_JUDGED})",
        says="a reader concludes only after the own judgement is stored",
    ),
    ReviewRule(
        name="agreed_after_both",
        table="registry_conclusion",
        event="INSERT",
        refused_when=f"NEW.reviewer_id IS NULL AND ({_two(_JUDGED)} OR {_two(_CONCLUDED)})",
        says="nothing is agreed before both readers judged and concluded",
    ),
    ReviewRule(
        name="letter_after_agreement",
        table="registry_letter",
        event="INSERT",
        refused_when=(
            "NOT EXISTS (SELECT 1 FROM registry_conclusion WHERE review_id = NEW.review_id AND reviewer_id IS NULL)"
        ),
        says="a letter is written only after a conclusion was agreed",
    ),
    ReviewRule(
        name="readers_who_judged_stay",
        table="registry_lossreview",
        event="UPDATE",
        refused_when=(
            "EXISTS (SELECT 1 FROM registry_blindjudgement j WHERE j.review_id = OLD.id "
            "AND j.reviewer_id NOT IN (NEW.first_reader_id, COALESCE(NEW.second_reader_id, 0)))"
        ),
        says="a reader who judged stays a reader of the review",
    ),
    ReviewRule(
        name="closed_after_agreement",
        table="registry_lossreview",
        event="UPDATE",
        refused_when=(
            "NEW.closed_at IS NOT NULL AND NOT EXISTS "
            "(SELECT 1 FROM registry_conclusion WHERE review_id = NEW.id AND reviewer_id IS NULL)"
        ),
        says="a review is closed only after a conclusion was agreed",
    ),
)


def statements(vendor: str, *, migration: int | None = None) -> list[str]:
    """The SQL that puts the rules in place, for `sqlite` or `postgresql`; on the way to the newest tables only those
    rules whose columns are there after this `migration`."""
    make = _sqlite if vendor == "sqlite" else _postgresql
    rules = [rule for rule in REVIEW_RULES if migration is None or rule.since <= migration]
    return [statement for rule in rules for statement in make(rule)]


def undo(vendor: str) -> list[str]:
    """The SQL that takes them away."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {rule.name}" for rule in REVIEW_RULES]
    return [f"DROP FUNCTION IF EXISTS {rule.name}() CASCADE" for rule in REVIEW_RULES]


def _sqlite(rule: ReviewRule) -> list[str]:
    return [
        f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table} WHEN {rule.refused_when} BEGIN "
        f"SELECT RAISE(ABORT, '{rule.says}'); END"
    ]


def _postgresql(rule: ReviewRule) -> list[str]:
    return [
        f"CREATE FUNCTION {rule.name}() RETURNS trigger AS $$ BEGIN IF {rule.refused_when} THEN "
        f"RAISE EXCEPTION '{rule.says}'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table} FOR EACH ROW EXECUTE FUNCTION {rule.name}()",
    ]
