"""From a file of counts to a site file, whole or not at all."""

from pathlib import Path
from typing import TYPE_CHECKING

from amnio.cli.destination import checked, written_whole
from amnio.cli.evidence_failures import evidence_failures
from amnio.cli.failures import Unusable
from amnio.cli.other_evidence import evidence_without
from amnio.cli.sentences import Language

if TYPE_CHECKING:
    from amnio.answers.site import SiteLearning


def learn_from(
    counts: str,
    output: str | None,
    *,
    force: bool,
    folder: str | None,
    without: tuple[str, ...],
    language: Language,
) -> "SiteLearning":
    """What the unit learned; written to `output`, if one is given. The place is checked before any work is done."""
    from amnio.answers.learn import learn
    from amnio.estimate.partial_pooling import Irreconcilable
    from amnio.exchange.site_file import write_site
    from amnio.exchange.unit_counts import read_counts

    source = None if counts == "-" else Path(counts)
    place = None if output is None else checked(Path(output), force=force, source=source)
    with evidence_failures(language, counts):
        counted = read_counts(counts)
    evidence = evidence_without(folder, without, language)
    try:
        site = learn(counted, evidence)
    except Irreconcilable:
        raise Unusable("counts_impossible") from None
    if place is not None:
        with written_whole(place) as stream:
            write_site(site, stream)
    return site
