"""Everything that a parameter can be made from: the studies, the recipes and results of fits, and what is left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from amnio.evidence.errors import EvidenceError
from amnio.evidence.fields import Record
from amnio.evidence.fit_inputs import FitInputs, fit_inputs
from amnio.evidence.selection import keys_of
from amnio.evidence.source import FIT, Made, NothingLeft, Source, make
from amnio.evidence.study_files import StudyFiles, toml

FITS_FOLDER = "fits"
_LEAST_STUDIES = 2  # a spread between studies cannot be seen in one


@dataclass(frozen=True, kw_only=True)
class Making:
    """`fits` holds the bytes of the files in fits/ by name; `without` the keys of studies that are left out.

    What cannot be made any more is noted in `lost` and made from its fallback, if it has one, when all is read.
    """

    studies: StudyFiles
    fits: Mapping[str, bytes]
    without: frozenset[str] = frozenset()
    lost: dict[str, NothingLeft] = field(default_factory=dict)

    def make(self, source: Source, *, name: str, file: str) -> Made:
        """What the source gives; nothing (noted in `lost`) when the studies left out leave it nothing."""
        try:
            if source.rule == FIT:
                return self._fit(source, name, file)
            return make(source, self.studies, self.without, file)
        except NothingLeft as error:
            if not self.without and source.fallback is None:
                raise
            self.lost[name] = error
            return Made(shape=None, rows=())

    def _fit(self, source: Source, name: str, file: str) -> Made:
        path = f"{FITS_FOLDER}/{name}.toml"
        if f"{name}.toml" not in self.fits:
            raise EvidenceError(file, "from", f"has no recipe: {path} is not there")
        recipe = toml(self.fits[f"{name}.toml"], path)
        inputs = fit_inputs(name, source.fit or "", recipe, self.studies, self.without, path)
        if len(keys_of(inputs.rows)) < _LEAST_STUDIES:
            left_out = f" without {', '.join(sorted(self.without))}" if self.without else ""
            raise NothingLeft(file, "from", f"cannot be fitted{left_out}: fewer than {_LEAST_STUDIES} studies are left")
        return Made(shape=self._stored(inputs), rows=inputs.rows, fit=inputs)

    def _stored(self, inputs: FitInputs) -> Record | None:
        name = f"{inputs.parameter}.fitted.toml"
        if name not in self.fits:
            return None
        path = f"{FITS_FOLDER}/{name}"
        stored = toml(self.fits[name], path)
        if stored.get("inputs") != inputs.digest:
            return None
        if not isinstance(stored.get("distribution"), dict):
            raise EvidenceError(path, "distribution", "is required and must be a table")
        distribution: Record = stored["distribution"]
        return distribution
