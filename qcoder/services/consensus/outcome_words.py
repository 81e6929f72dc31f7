"""Kinds, outcomes and fates in plain English, for reports and files."""

from collections.abc import Mapping

from qcoder.domain.consensus import DifferenceKind, Outcome
from qcoder.services.consensus.own_coding import Fate

KINDS: Mapping[DifferenceKind, str] = {
    DifferenceKind.EXACT: "same",
    DifferenceKind.TRIVIAL: "same but for fillers",
    DifferenceKind.BOUNDARY: "boundary",
    DifferenceKind.EXTENT: "extent",
    DifferenceKind.ONE_CODER_ONLY: "one coder only",
    DifferenceKind.SUBSTITUTION: "another code",
    DifferenceKind.SPLIT: "split",
    DifferenceKind.TANGLE: "tangle",
}

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.TAKE: "one reading",
    Outcome.UNION: "everything either took",
    Outcome.INTERSECTION: "what both took",
    Outcome.BOTH: "both kept",
    Outcome.OTHER_WORDS: "other words",
    Outcome.OTHER_CODE: "another code",
    Outcome.NONE: "not coded",
    Outcome.UNRESOLVED: "unresolved on purpose",
    Outcome.LATER: "put off",
    Outcome.AUTO: "accepted as the same",
    Outcome.REOPENED: "opened again",
    Outcome.WITHDRAWN: "withdrawn",
    Outcome.APART: "taken apart",
    Outcome.JOINED: "joined",
}

FATES: Mapping[Fate, str] = {
    Fate.KEPT: "kept as it was",
    Fate.OTHER_WORDS: "same code, other words",
    Fate.OTHER_CODE: "another code",
    Fate.NOT_CODED: "not coded",
    Fate.UNRESOLVED: "unresolved on purpose",
    Fate.UNDECIDED: "not decided yet",
}
