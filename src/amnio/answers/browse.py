"""Every number leads to its studies: parameters and studies of the evidence, ready to be shown."""

from functools import cached_property

from amnio.answers.evidence_answer import FindingPage, FindingRowPage, ParameterPage, ParameterPart, StudyPage
from amnio.answers.summaries import Summariser
from amnio.evidence import DEFAULT_COUNT, DEFAULT_SEED, Evidence, FindingFile, FindingRow, Parameter, load_evidence
from amnio.quantity import Draws


class EvidenceBrowser:
    """The packaged evidence with the draws that its values are read from."""

    def __init__(self, evidence: Evidence | None = None) -> None:
        self.evidence = evidence or load_evidence()

    @cached_property
    def _draws(self) -> Draws:
        return self.evidence.draw(DEFAULT_COUNT, DEFAULT_SEED)

    def parameters(self) -> tuple[ParameterPage, ...]:
        """All parameters by name."""
        return tuple(self.parameter(name) for name in sorted(self.evidence.parameters))

    def parameter(self, name: str) -> ParameterPage:
        """One parameter; `KeyError` for a name that the evidence does not have."""
        found: Parameter = self.evidence.parameters[name]
        over = Summariser()
        return ParameterPage(
            name=found.name,
            definition=found.definition,
            definition_zh=found.definition_zh,
            unit=found.unit,
            window=found.window,
            comparison=found.comparison,
            basis=found.basis,
            why=found.method or found.reason or "",
            why_zh=found.reason_zh,
            parts=tuple(ParameterPart(name=part, value=over.estimate(self._draws[part])) for part in found.draw_names),
            studies=tuple(self.evidence.studies[key] for key in found.studies),
        )

    def studies(self, topic: str | None = None) -> tuple[StudyPage, ...]:
        """All studies by key, or those on one topic of `TOPICS`."""
        return tuple(
            self.study(key)
            for key, study in sorted(self.evidence.studies.items())
            if topic is None or topic in study.topics
        )

    def study(self, key: str) -> StudyPage:
        """One study; `KeyError` for a key that the evidence does not have."""
        return StudyPage(
            study=self.evidence.studies[key],
            used_by=self._used_by.get(key, ()),
            stands_in=self.evidence.used_by(key),
        )

    def findings(self) -> tuple[FindingPage, ...]:
        """All finding tables by name."""
        return tuple(self._finding(file) for _, file in sorted(self.evidence.findings.items()))

    def _finding(self, file: FindingFile) -> FindingPage:
        return FindingPage(
            name=f"finding.{file.finding.value}",
            finding=file.finding.value,
            definition=file.definition,
            definition_zh=file.definition_zh,
            window=file.window,
            comparison=file.comparison,
            rows=tuple(self._finding_row(row, file.levels) for row in file.rows),
        )

    def _finding_row(self, row: FindingRow, levels: tuple[str, ...]) -> FindingRowPage:
        values = Summariser().estimates([self._draws[name] for name in row.draw_names])
        return FindingRowPage(
            key=row.key,
            applies_to=row.applies_to,
            levels=tuple(ParameterPart(name=level, value=value) for level, value in zip(levels, values, strict=True)),
            basis=row.basis,
            reason=row.reason,
            reason_zh=row.reason_zh,
            studies=row.studies,
            rows=row.rows,
        )

    @cached_property
    def _used_by(self) -> dict[str, tuple[str, ...]]:
        users: dict[str, set[str]] = {}
        for parameter in self.evidence.parameters.values():
            for key in parameter.studies:
                users.setdefault(key, set()).add(parameter.name)
        for finding, file in self.evidence.findings.items():
            for row in file.rows:
                for key in row.studies:
                    users.setdefault(key, set()).add(f"finding.{finding.value}.{row.key}")
        return {key: tuple(sorted(names)) for key, names in users.items()}
