"""`amnio guidance`: the rules on file, one by one, side by side, and read back for a second reader."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from amnio.cli.choices import delivery_options, language_option, reported
from amnio.cli.sentences import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from amnio.guidance.rule import Rule
    from amnio.present.document import Document

_profile = click.option("--profile", metavar="NAME", help="Only the rules of this profile.")
_topic = click.option("--topic", metavar="NAME", help="Only the rules on this topic.")


@click.group()
def guidance() -> None:
    """Rules of guidelines, laws and custom: what each says, how well it was read, and where they part."""


@guidance.command("list")
@_profile
@_topic
@delivery_options
@language_option
def list_rules(
    profile: str | None,
    topic: str | None,
    formats: tuple[str, ...],
    output: str | None,
    full: bool,
    force: bool,
    language: Language,
) -> None:
    """List rules, one a line; without --profile and --topic all of them."""
    with reported(language, as_json="json" in formats):
        from amnio.present.narrative.rules import rule_list

        _deliver(
            lambda: _listed(profile, topic, language),
            rule_list,
            formats,
            output,
            full=full,
            force=force,
            language=language,
        )


@guidance.command()
@click.argument("rule", metavar="ID")
@delivery_options
@language_option
def show(rule: str, formats: tuple[str, ...], output: str | None, full: bool, force: bool, language: Language) -> None:
    """Show one rule: what it says, how it is judged, what stands behind it, and its worked cases."""
    with reported(language, as_json="json" in formats):
        from amnio.cli.guidance_names import known_rule
        from amnio.guidance.rules import rule_named
        from amnio.present.narrative.rules import one_rule

        _deliver(
            lambda: [rule_named(known_rule(rule, language))],
            lambda rules, spoken: one_rule(rules[0], spoken),
            formats,
            output,
            full=full,
            force=force,
            language=language,
        )


@guidance.command("read-back")
@_profile
@_topic
@delivery_options
@language_option
def read_back(
    profile: str | None,
    topic: str | None,
    formats: tuple[str, ...],
    output: str | None,
    full: bool,
    force: bool,
    language: Language,
) -> None:
    """Print every rule as a sentence made from its condition, with its worked cases, for a second reader."""
    with reported(language, as_json="json" in formats):
        from amnio.present.narrative.rules import read_back as written

        _deliver(
            lambda: _listed(profile, topic, language),
            written,
            formats,
            output,
            full=full,
            force=force,
            language=language,
        )


@guidance.command()
@click.argument("topic_or_id", metavar="TOPIC_OR_ID")
@click.option(
    "--profiles", required=True, metavar="A,B,...", help="The profiles to put side by side, with commas between them."
)
@delivery_options
@language_option
def compare(
    topic_or_id: str,
    profiles: str,
    formats: tuple[str, ...],
    output: str | None,
    full: bool,
    force: bool,
    language: Language,
) -> None:
    """Put what several profiles say on one topic side by side.

    \b
    amnio guidance compare window --profiles isuog-2016,korea-2019,source-text
    """
    with reported(language, as_json="json" in formats):
        from amnio.answers.rule_book import compared
        from amnio.cli.delivery import Delivery
        from amnio.cli.guidance_names import known_profile, known_topic_or_rule
        from amnio.present.document import Language as Spoken
        from amnio.present.json_output import answer_to_json
        from amnio.present.narrative.rules import comparison

        delivery = Delivery.planned(formats, output, language=language, force=force, full=full)
        asked = tuple(dict.fromkeys(known_profile(name.strip(), language) for name in profiles.split(",")))
        answer = compared(known_topic_or_rule(topic_or_id, language), asked)
        delivery.deliver(lambda: comparison(answer, Spoken(language)), lambda: answer_to_json(answer))


def _deliver(
    found: "Callable[[], Sequence[Rule]]",
    write: "Callable[..., Document]",
    formats: tuple[str, ...],
    output: str | None,
    *,
    full: bool,
    force: bool,
    language: Language,
) -> None:
    """Refuses a place that cannot be written before any rule is read."""
    from amnio.cli.delivery import Delivery
    from amnio.present.document import Language as Spoken
    from amnio.present.json_output import answer_to_json
    from amnio.present.narrative.rules import records

    delivery = Delivery.planned(formats, output, language=language, force=force, full=full)
    rules = found()
    delivery.deliver(lambda: write(rules, Spoken(language)), lambda: answer_to_json(records(rules)))


def _listed(profile: str | None, topic: str | None, language: Language) -> "Sequence[Rule]":
    from amnio.answers.rule_book import listed
    from amnio.cli.guidance_names import known_profile, known_topic

    return listed(
        None if profile is None else known_profile(profile, language),
        None if topic is None else known_topic(topic, language),
    )
