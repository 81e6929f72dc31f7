"""A log of decisions asked of SQLite alone, what it leaves in force, and whether the room shows so.

The log is read once more here, simpler than in the program: what was decided on a difference is
a pile of lines, on which a withdrawal takes away the uppermost.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qcoder.domain.consensus import Difference, Status
from qcoder.domain.decisions import consensus_layer
from qcoder.domain.ids import CoderId, DifferenceId, TranscriptId
from qcoder.services.consensus.room import Room
from tests.workflows.stored_rows import opened

Line = Mapping[str, Any]
LAYERS = ("codings", "highlights", "stories", "memos", "snapshots", "assignments")
TO_DISCUSS = (Status.OPEN, Status.PROPOSED, Status.STALE)


def log_of(file: Path, transcript: TranscriptId | None = None) -> list[Line]:
    """The lines of the log, of one transcript or of all, in the order they were written."""
    with opened(file) as rows:
        rows.row_factory = sqlite3.Row
        found = rows.execute("SELECT * FROM decisions ORDER BY number").fetchall()
    return [dict(row) for row in found if transcript in (None, row["transcript"])]


def layers_of(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Whatever coders wrote, and what was frozen of it."""
    with opened(file) as rows:
        return {
            table: sorted(rows.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for table in LAYERS
        }


def in_force(lines: Iterable[Line]) -> dict[str, Line]:
    """What counts for each difference."""
    piles: dict[str, list[Line]] = {}
    for line in lines:
        pile = piles.setdefault(line["difference"], [])
        if line["outcome"] == "withdrawn":
            pile.pop()
        else:
            pile.append(line)
    return {difference: pile[-1] for difference, pile in piles.items() if pile}


@dataclass(frozen=True)
class Standing:
    """Where a difference stands, and the line that says so."""

    status: Status
    line: Line | None = None

    @property
    def result(self) -> tuple[tuple[int, int, str], ...]:
        """What it puts into the consensus; nothing while it is not decided."""
        if self.status is not Status.DECIDED or self.line is None:
            return ()
        return _result(self.line)


def _result(line: Line) -> tuple[tuple[int, int, str], ...]:
    return tuple((each["start"], each["end"], each["code"]) for each in json.loads(line["result"]))


def standings(
    differences: Sequence[Difference], lines: Iterable[Line]
) -> dict[DifferenceId, Standing]:
    """Where all stand, in their order, while nobody changes a layer or a text."""
    counting = in_force(lines)
    present = {difference.id for difference in differences}
    gone = {
        member["coding"]: line
        for key, line in sorted(counting.items(), key=lambda each: each[1]["number"])
        if key not in present and line["outcome"] not in ("apart", "joined")
        for member in json.loads(line["readings"])
    }
    return {d.id: _standing(d, counting.get(d.id), gone) for d in differences}


def _standing(difference: Difference, line: Line | None, gone: Mapping[str, Line]) -> Standing:
    if line is not None:
        return Standing(_status(difference, line), line)
    found = (gone[c.id] for c in difference.codings if c.id in gone)
    former = next((each for each in found if each["outcome"] != "reopened"), None)
    if former is not None:
        return Standing(Status.STALE, former)
    return Standing(Status.AUTO if difference.kind.is_same else Status.OPEN)


def _status(difference: Difference, line: Line) -> Status:
    assented = {assent["coder"] for assent in json.loads(line["assent"])}
    if line["outcome"] == "reopened":
        return Status.OPEN
    if line["fingerprint"] != difference.fingerprint:
        return Status.STALE
    if line["outcome"] == "later":
        return Status.LATER
    if assented and assented != {reading.coder for reading in difference.readings}:
        return Status.PROPOSED
    outcomes = {"auto": Status.AUTO, "unresolved": Status.UNRESOLVED}
    return outcomes.get(line["outcome"], Status.DECIDED)


def assert_room_is(room: Room, fresh: Room, lines: Sequence[Line]) -> None:
    """The room at hand, the room compared anew, and the log read here: all say the same."""
    modelled = standings([r.difference for r in fresh.resolutions], lines)
    for at_hand in (room, fresh):
        found = {r.difference.id: r for r in at_hand.resolutions}
        assert list(found) == list(modelled)
        for key, standing in modelled.items():
            assert found[key].status is standing.status, key
            decision = found[key].decision
            assert (decision.id if decision else None) == (
                standing.line["id"] if standing.line else None
            )
    assert room.consensus == fresh.consensus
    assert room.log.decisions == fresh.log.decisions
    assert room.meeting == fresh.meeting
    assert room.separate == fresh.separate
    _assert_consensus(room, modelled)


def _assert_consensus(room: Room, modelled: Mapping[DifferenceId, Standing]) -> None:
    same = [r for r in room.resolutions if r.status is Status.AUTO]
    accepted = [(c.span.start, c.span.end, c.code) for c in consensus_layer(room.transcript, same)]
    decided = [coded for standing in modelled.values() for coded in standing.result]
    shown = [(c.span.start, c.span.end, c.code) for c in room.consensus]
    assert Counter(shown) == Counter([*accepted, *decided])


def next_open(
    modelled: Mapping[DifferenceId, Standing], current: DifferenceId
) -> DifferenceId | None:
    """The next open one after ``current`` in the text, from the end on to the beginning."""
    keys = list(modelled)
    place = keys.index(current)
    around = [*keys[place + 1 :], *keys[:place]]
    for wanted in (TO_DISCUSS, (Status.LATER,)):
        found = [key for key in around if modelled[key].status in wanted]
        if found:
            return found[0]
    return None


def taken_from(
    modelled: Mapping[DifferenceId, Standing], coders: Sequence[CoderId]
) -> dict[CoderId, int]:
    """How many decisions took the reading of each."""
    taken = Counter(
        coders[standing.line["reading"] - 1]
        for standing in modelled.values()
        if standing.status is Status.DECIDED
        and standing.line is not None
        and standing.line["outcome"] == "take"
    )
    return {coder: taken[coder] for coder in coders}
