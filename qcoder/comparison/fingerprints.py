"""What tells differences apart, and whether one is still as it was when it was decided."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from qcoder.comparison.codes import UsedCode
from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodeId, DifferenceId, derived_id


def identity_of(codings: Sequence[Coding]) -> DifferenceId:
    """The same for the same member codings, whatever they cover and whatever their order."""
    return DifferenceId(derived_id("difference", *sorted([coding.id for coding in codings])))


def fingerprint_of(codings: Sequence[Coding], codes: Mapping[CodeId, UsedCode]) -> str:
    """Changes with the members, their coder, code or ends, and with a code's wording."""
    lines = [
        f"{c.id}\x1f{c.coder}\x1f{c.code}\x1f{c.span.start}\x1f{c.span.end}\x1f"
        f"{codes[c.code].wording}"
        for c in codings
    ]
    return sha256("\n".join(sorted(lines)).encode("utf-8")).hexdigest()
