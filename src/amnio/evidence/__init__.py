"""Studies and parameters as files, and the joint draws made from them."""

from amnio.evidence.collection import DEFAULT_COUNT, DEFAULT_SEED, Evidence, Meaning
from amnio.evidence.errors import EvidenceError
from amnio.evidence.finding import FindingFile, FindingRow
from amnio.evidence.parameter import Parameter
from amnio.evidence.printed import PrintedValue
from amnio.evidence.reading import load_evidence
from amnio.evidence.selection import SourceRow
from amnio.evidence.source import NothingLeft
from amnio.evidence.study import Arm, Pooling, Study
from amnio.evidence.topics import TOPICS

__all__ = [
    "DEFAULT_COUNT",
    "DEFAULT_SEED",
    "TOPICS",
    "Arm",
    "Evidence",
    "EvidenceError",
    "FindingFile",
    "FindingRow",
    "Meaning",
    "NothingLeft",
    "Parameter",
    "Pooling",
    "PrintedValue",
    "SourceRow",
    "Study",
    "load_evidence",
]
