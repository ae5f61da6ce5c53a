"""The review of a loss by a team: questions, blind judgements, versions of the answer, conclusions, letters."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amnio.answers.conclusion import Certainty
from amnio.answers.disagreement import Anyway
from amnio.answers.letter import QuestionTopic
from amnio.answers.team_review import FactorArea
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import MECHANISMS_OF_CAUSE, Cause, Group
from amnio.registry.models.history import Changing
from amnio.registry.models.record import Pregnancy
from amnio.registry.review_address import ReviewAddress

_GROUPS = [(g.value, g.value) for g in Group]
#: How sure a reviewer is, in words that everybody shares.
CERTAINTIES = tuple(certainty.value for certainty in Certainty)
_CANNOT_TELL = Certainty.CANNOT_TELL.value
#: Care grading, kept apart from every probability: would other care have made a difference (CESDI's four grades).
CARE_GRADES = (0, 1, 2, 3)


def _one_cause() -> Q:
    """No cause and no mechanism where it cannot be told; else a known cause with a mechanism of its own, or none.

    NULL is asked for by name: to a database a comparison with NULL is no breach of a rule.
    """
    rule = Q(cause__isnull=True, mechanism__isnull=True, certainty=_CANNOT_TELL)
    for cause in Cause:
        ways = [mechanism.value for mechanism in MECHANISMS_OF_CAUSE[cause]]
        named = Q(cause__isnull=False, cause=cause.value) & (Q(mechanism__isnull=True) | Q(mechanism__in=ways))
        rule |= named & ~Q(certainty=_CANNOT_TELL)
    return rule


def _answered_or_not() -> Q:
    """An answer has a headline and the fingerprint of its draws; what stands in its place has neither."""
    headline = Q(answer__has_key="headline")
    return (Q(answered=True) & headline & ~Q(fingerprint="")) | (Q(answered=False, fingerprint="") & ~headline)


class LossReview(Changing):
    """The loss of one baby, reviewed by named people. The second reader is somebody else: a rule of the database.

    `fetus` is its number among twins, and 1 where there is one baby.
    """

    pregnancy = models.ForeignKey(Pregnancy, on_delete=models.CASCADE, related_name="loss_reviews")
    fetus = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    first_reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="first_readings")
    second_reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="second_readings", null=True, blank=True
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    care_grade = models.PositiveSmallIntegerField(null=True, blank=True)
    care_grade_reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["fetus"]
        constraints = [
            models.UniqueConstraint(fields=["pregnancy", "fetus"], name="one_review_a_baby"),
            models.CheckConstraint(condition=Q(fetus__gte=1, fetus__lte=5), name="review_fetus"),
            models.CheckConstraint(
                condition=Q(second_reader__isnull=True) | ~Q(second_reader=F("first_reader")),
                name="two_readers_are_two",
            ),
            models.CheckConstraint(
                condition=Q(care_grade__isnull=True) | Q(care_grade__in=CARE_GRADES), name="care_grade_known"
            ),
        ]

    @property
    def lost_at(self) -> GestationalAge | None:
        """When this baby was lost, of twins perhaps another day than that of the record."""
        own = next((one.at for one in self.pregnancy.fetuses.all() if one.number == self.fetus), None)
        return own or getattr(getattr(self.pregnancy, "loss_section", None), "at", None)

    @property
    def address(self) -> ReviewAddress:
        """For the addresses of its pages; the pregnancy was read with it."""
        return ReviewAddress(pregnancy=self.pregnancy.public_id, baby=self.fetus)


class FamilyQuestion(Changing):
    """What the family wants to know, in their words, and what the team answers in the letter."""

    review = models.ForeignKey(LossReview, on_delete=models.CASCADE, related_name="questions")
    asked = models.TextField()
    topic = models.CharField(
        max_length=20, choices=[(t.value, t.value) for t in QuestionTopic], default=QuestionTopic.SOMETHING_ELSE.value
    )
    answer = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(topic__in=[t.value for t in QuestionTopic]), name="question_topic")
        ]


class BlindJudgement(models.Model):
    """What a reviewer thought before seeing the model's answer. Written once; the database refuses any change."""

    review = models.ForeignKey(LossReview, on_delete=models.CASCADE, related_name="judgements")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=20, choices=_GROUPS, null=True, blank=True)  # NULL: cannot be told apart
    certainty = models.CharField(max_length=20, choices=[(c, c) for c in CERTAINTIES])
    anyway = models.CharField(max_length=20, choices=[(a.value, a.value) for a in Anyway])
    shares = models.JSONField(default=dict, blank=True)  # of 100 such losses, by group; empty where none were given
    reasons = models.TextField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "reviewer"], name="one_blind_judgement_each"),
            models.CheckConstraint(condition=Q(certainty__in=CERTAINTIES), name="certainty_known"),
            models.CheckConstraint(condition=Q(anyway__in=[a.value for a in Anyway]), name="anyway_known"),
            models.CheckConstraint(
                condition=Q(group__isnull=True, certainty=_CANNOT_TELL)
                | (Q(group__isnull=False, group__in=[g.value for g in Group]) & ~Q(certainty=_CANNOT_TELL)),
                name="who_names_a_group_can_tell",
            ),
        ]


class AnswerVersion(models.Model):
    """What was said of a loss on a day: the case, and the answer to it, or what stands in its place where none is
    computed (`answered` is False). Never changed."""

    review = models.ForeignKey(LossReview, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    case = models.JSONField()
    answer = models.JSONField()  # a `Review`, or an `Unanswered`
    answered = models.BooleanField(default=True)
    fingerprint = models.CharField(max_length=80, blank=True, default="")  # of the draws; none without an answer
    because = models.CharField(max_length=200, blank=True, default="")  # what had come in
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="one_version_a_number"),
            models.CheckConstraint(condition=_answered_or_not(), name="no_answer_without_draws"),
        ]


class AnswerShown(models.Model):
    """Somebody is about to be shown a version, of an answer or of what stands in its place, and the other judgement.

    The database refuses the row, and so the showing, to a reader whose own judgement is not stored yet, and to anybody
    else until both readers' are.
    """

    version = models.ForeignKey(AnswerVersion, on_delete=models.CASCADE, related_name="+")
    review = models.ForeignKey(LossReview, on_delete=models.CASCADE, related_name="+")
    shown_to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "shown_to"], name="shown_once_each")]


class Conclusion(Changing):
    """What a reviewer concludes in the end; the one without a reviewer is the agreed one."""

    review = models.ForeignKey(LossReview, on_delete=models.CASCADE, related_name="conclusions")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.ForeignKey(AnswerVersion, on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=30, null=True, blank=True)  # NULL: cannot be told apart
    mechanism = models.CharField(max_length=30, null=True, blank=True)
    certainty = models.CharField(max_length=20, choices=[(c, c) for c in CERTAINTIES])
    details = models.JSONField(default=list, blank=True)  # what a scheme of classification asks for beside the cause
    reasons = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "reviewer"], name="one_conclusion_each", condition=Q(reviewer__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["review"], name="one_agreed_conclusion", condition=Q(reviewer__isnull=True)
            ),
            models.CheckConstraint(condition=Q(certainty__in=CERTAINTIES), name="conclusion_certainty_known"),
            models.CheckConstraint(condition=_one_cause(), name="conclusion_of_one_cause"),
        ]


class ContributoryFactor(Changing):
    """Something about care or circumstances that may have contributed. Kept apart from the probabilities."""

    review = models.ForeignKey(LossReview, on_delete=models.CASCADE, related_name="factors")
    kind = models.CharField(
        max_length=20,
        choices=[(area.value, area.value) for area in FactorArea],
    )
    text = models.TextField()

    class Meta:
        ordering = ["pk"]


class Letter(models.Model):
    """A letter to the family as it went out: never changed; a new one is a new row."""

    review = models.ForeignKey(LossReview, on_delete=models.CASCADE, related_name="letters")
    version = models.ForeignKey(AnswerVersion, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, choices=[("en", "en"), ("zh", "zh")])
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()  # the frozen answer that the page and the PDF are laid out from

    class Meta:
        ordering = ["pk"]
