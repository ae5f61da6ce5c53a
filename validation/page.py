"""The page about the published cases, as Markdown."""

from collections import Counter

from amnio.answers.review_answer import ChainKind, HeadlineKey, Review, RouteVerdict
from amnio.clinic.problems import CaseError
from amnio.clinic.vocabulary import GROUP_OF_CAUSE, Group, Mechanism, Test
from amnio.quantity import Estimate
from validation.agreement import Verdict, determined
from validation.readings import TO_BE_READ
from validation.reviewed import Reviewed, Tried, Validation

_GROUPS = {
    Group.FETAL: "fetus",
    Group.INFECTION: "infection",
    Group.EARLY: "too early",
    Group.MECHANICAL: "needle itself",
    Group.OTHER: "other",
}
_MECHANISMS = {
    Mechanism.FETAL_ABNORMALITY: "fetus",
    Mechanism.INFECTION_BEFORE: "infection, there before",
    Mechanism.LEAK_INFECTED: "leak, then infection",
    Mechanism.CORD: "cord",
}
_ROUTES = {
    RouteVerdict.ALREADY_THERE: "already there",
    RouteVerdict.LATER_ON_ITS_OWN: "later, on its own",
    RouteVerdict.INTRODUCED: "introduced",
    RouteVerdict.AFTER_A_LEAK: "after a leak",
    RouteVerdict.CANNOT_TELL: "cannot be told",
}
_HEADLINES = {
    HeadlineKey.CLEAR: "clear",
    HeadlineKey.BEST_FIT: "fits best",
    HeadlineKey.CANNOT_TELL_APART: "not told apart",
    HeadlineKey.URGENT_CAUSE_OPEN: "urgent, cause open",
    HeadlineKey.LITTLE_TO_GO_ON: "little to go on",
}
_CHAINS = {
    ChainKind.LEAK_THEN_INFECTION: "a leak, then an infection",
    ChainKind.ABNORMAL_FETUS_THEN_TRIGGER: "an ill fetus, then the procedure as trigger",
    ChainKind.CORD_OR_PLACENTA_THEN_TRIGGER: "a failing cord or placenta, then the procedure as trigger",
}
_TESTS = {
    Test.CHROMOSOMES: "karyotype or QF-PCR",
    Test.MICROARRAY: "microarray",
    Test.PLACENTAL_HISTOLOGY: "placental histology",
    Test.AUTOPSY: "autopsy",
    Test.STORED_FLUID: "stored fluid",
    Test.BLOOD_CULTURE: "blood culture",
    Test.CRP: "CRP",
    Test.KLEIHAUER: "Kleihauer",
    Test.ANTIPHOSPHOLIPID: "antiphospholipid antibodies",
    Test.PARENTAL_KARYOTYPES: "parental karyotypes",
    Test.PLACENTAL_DNA: "placental DNA",
}
_HEAD = """\
# Validation: the published cases

<!-- Written by `make validate` from src/amnio/examples and validation/readings.toml. Do not edit. -->

Every published case that is shipped with amnio is reviewed here with only the facts that were reported, and the answer
stands beside what its authors determined. {summary}

Read it with these limits in mind.

- **It is a small and odd sample.** Septic shock is written up; quiet losses are not. The page shows that the reasoning
  holds on real reports. It says nothing about how often amnio is right, and no case sets a probability.
- **The label is the authors' judgement**, seldom more than that. "Strength" says how well it is supported.
- **Nothing was tuned to agree.** What was changed after a case had shown a fault, and for which reason that holds
  without the case, is listed in [decision 0019](../decisions/0019-what-was-changed-after-looking.md). Where an answer
  is uncertain or differs, the paragraph below the table says why.
- **Some are not independent.** The publications behind {evidence} are also read as evidence for parameters of the
  model; agreement there shows consistency, not accuracy.
- **Most were read as abstracts.** What an abstract leaves out is missing in the case, never "absent". Where only a week
  or a range was printed, the file says which day was chosen; the second table shows what other days would give.
"""


def page(found: Validation) -> str:
    """The whole page. Deterministic: whole percents, no dates."""
    known = ", ".join(f"[{each.name}](#{each.name})" if _has_reading(each) else each.name for each in _evidence(found))
    parts = [
        _HEAD.format(summary=_summary(found), evidence=known),
        _answers(found),
        _readings(found),
        _other_days(found),
        _withheld(found),
        _refusals(found),
        _sources(found),
        f"\nMean and 95 % interval over {found.draws:,} joint draws, seed {found.seed}.\n",
    ]
    return "\n".join(parts)


def _evidence(found: Validation) -> list[Reviewed]:
    return [each for each in found.cases if each.study is not None]


def _has_reading(each: Reviewed) -> bool:
    return each.verdict in TO_BE_READ


def _summary(found: Validation) -> str:
    counts = Counter(each.verdict for each in found.cases)
    strong = [each for each in found.cases if _strength(each) == "high" and isinstance(each.answer, Review)]
    leads = sum(_leads(each) for each in strong)
    return (
        f"Of {len(found.cases)} cases, {counts[Verdict.AGREES]} agree, {counts[Verdict.UNCERTAIN]} are answered with "
        f"uncertainty, {counts[Verdict.DIFFERS]} differ, {counts[Verdict.NO_LABEL]} has no determined cause and "
        f"{counts[Verdict.REFUSED]} are refused. The determined cause leads in {leads} of the {len(strong)} reviewed "
        "cases with a strong label."
    )


def _leads(each: Reviewed) -> bool:
    label = determined(each.case)
    return label is not None and isinstance(each.answer, Review) and each.answer.headline.leading in label.groups


def _strength(each: Reviewed) -> str:
    return (each.case.citation.label_strength if each.case.citation else None) or "none"


def _label(each: Reviewed) -> str:
    code = each.case.citation.determined_cause if each.case.citation else None
    if code is None:
        return "not determined"
    return _GROUPS[Group(code)] if code in tuple(Group) else _MECHANISMS[Mechanism(code)]


def _answers(found: Validation) -> str:
    lines = [
        "## The answers\n",
        "| Case | Authors | Strength | " + " | ".join(word.capitalize() for word in _GROUPS.values()) + " | We say | "
        "Route of an infection | Agreement |",
        "|---|---|---|" + "---|" * len(_GROUPS) + "---|---|---|",
    ]
    for each in found.cases:
        if isinstance(each.answer, Review):
            shares = {share.group: share.probability for share in each.answer.groups}
            zero = {GROUP_OF_CAUSE[cause.cause] for cause in each.answer.causes if cause.zero_because is not None}
            cells = [_share(shares[group], exact=group in zero) for group in _GROUPS]
            name = f"[{each.name}](#{each.name})" if _has_reading(each) else each.name
            row = [name, _label(each), _strength(each), *cells, _says(each.answer), _route(each.answer), each.verdict]
            lines.append("| " + " | ".join(row) + " |")
    lines.append(
        "\nPer cent: mean (95 % interval). A bare 0 is exact: no procedure, or a procedure at or after 15+0. A leak "
        "that became infected counts under the needle itself; when nothing but an infection leads, the sentence tells "
        "it as an infection with the leak as one of its routes.\n"
    )
    return "\n".join(lines)


def _share(estimate: Estimate, *, exact: bool) -> str:
    if exact and estimate.mean == 0.0:
        return "0"
    return f"{_percent(estimate.mean)} ({_percent(estimate.low)} to {_percent(estimate.high)})"


def _percent(value: float) -> str:
    percent = round(100 * value)
    return "<1" if percent < 1 else ">99" if percent > 99 else str(percent)


def _says(review: Review) -> str:
    headline = review.headline
    rivals = "".join(f", {_GROUPS[rival]}" for rival in headline.rivals)
    return f"{_GROUPS[headline.leading]}{rivals}: {_HEADLINES[headline.key]}"


def _route(review: Review) -> str:
    return "" if review.headline.route is None else _ROUTES[review.headline.route]


def _readings(found: Validation) -> str:
    lines = ["## What is uncertain, and why\n"]
    for each in found.cases:
        if _has_reading(each) and isinstance(each.answer, Review):
            lines += [f"### {each.name}\n", found.readings.texts[each.name] + "\n"]
            lines += [f"{text}\n" for text in (_told_as_chain(each.answer), _moving(each.answer)) if text]
    return "\n".join(lines)


def _told_as_chain(review: Review) -> str:
    chains = "; ".join(f"{_CHAINS[each.kind]}, {_share(each.probability, exact=False)}" for each in review.chains)
    return f"Told as one story: {chains} per cent." if chains else ""


def _moving(review: Review) -> str:
    named = "; ".join(f"{each.definition.rstrip('.')} ({each.basis})" for each in review.influences)
    return f"What moves this answer most: {named}."


def _other_days(found: Validation) -> str:
    lines = [
        "## Other days\n",
        "Where the report gives a week or a range, the file has one day. The same case with other days that fit the "
        "report:\n",
        "| Case | Days (procedure, loss) | We say | The leading group | Any infection |",
        "|---|---|---|---|---|",
    ]
    for tried in found.tried:
        if tried.variant.days:
            lines.append(_tried_row(tried))
    answers = {each.name: each.answer for each in found.cases}
    changed = [
        tried.variant.name
        for tried in found.tried
        if tried.variant.days and isinstance(first := answers[tried.variant.name], Review)
        if first.headline.leading is not tried.answer.headline.leading
    ]
    shown = ", ".join(dict.fromkeys(changed))
    lines.append(
        f"\nThe leading group changes with the day in: {shown}.\n"
        if changed
        else "\nIn no case does the leading group change.\n"
    )
    return "\n".join(lines)


def _tried_row(tried: Tried) -> str:
    headline, case = tried.answer.headline, tried.case
    days = f"{case.procedure.at}, {case.loss.at}" if case.procedure.at is not None else f"none, {case.loss.at}"
    cells = [
        tried.variant.name,
        days,
        _says(tried.answer),
        _share(headline.probability, exact=False),
        _share(headline.any_infection, exact=False),
    ]
    return "| " + " | ".join(cells) + " |"


def _withheld(found: Validation) -> str:
    lines = ["## A result taken away\n"]
    for tried in found.tried:
        if tried.variant.days:
            continue
        share = _share(tried.answer.headline.probability, exact=False)
        tests = ", ".join(_TESTS[advice.test] for advice in tried.answer.tests[:3])
        lines.append(
            f"**{tried.variant.name}**, {tried.variant.what}: {_says(tried.answer)}, {share} per cent. The first three "
            f"tests that the review names: {tests}.\n"
        )
    return "\n".join(lines)


def _refusals(found: Validation) -> str:
    lines = ["## Refused\n", "Not a question for a review, and said so:\n"]
    for each in found.cases:
        if isinstance(each.answer, CaseError):
            reasons = " ".join(f"{problem.path}: {problem.why}" for problem in each.answer.problems)
            lines.append(f"- **{each.name}** (authors: {_label(each)}). {reasons}")
    return "\n".join([*lines, ""])


def _sources(found: Validation) -> str:
    lines = ["## Sources\n"]
    for each in found.cases:
        cited = each.case.citation
        if cited is not None:
            numbers = [f"doi:{cited.doi}" if cited.doi else "", f"PMID {cited.pmid}" if cited.pmid else ""]
            lines.append(f"- **{each.name}**: " + " ".join(part for part in (f"{cited.text}.", *numbers) if part))
    return "\n".join([*lines, ""])
