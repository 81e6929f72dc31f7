"""Whether queue, card, page and status line of the room show one and the same meeting."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from qcoder.domain.consensus import Outcome, Status
from qcoder.domain.ids import DifferenceId
from qcoder.gui.consensus.describing import title_of
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.consensus.verb_button import VerbButton
from qcoder.gui.main_window import MainWindow
from qcoder.services.consensus.room import Room, open_room
from tests.workflows.stored_meeting import (
    TO_DISCUSS,
    Standing,
    assert_room_is,
    log_of,
    standings,
    taken_from,
)

Modelled = Mapping[DifferenceId, Standing]

SAID = {
    Status.AUTO: "Accepted as the same.",
    Status.OPEN: "",
    Status.PROPOSED: "Proposed: ",
    Status.DECIDED: "Decided: ",
    Status.LATER: "Decided: put off",
    Status.UNRESOLVED: "Decided: left unresolved",
    Status.STALE: "⚠ Decided before as ",
}


def room_of(window: MainWindow) -> ConsensusRoom:
    """The workplace of pairs."""
    return next(w for w in window.workplaces if isinstance(w, ConsensusRoom))


def modelled_of(window: MainWindow, file: Path) -> Modelled | None:
    """Where the differences of the open room stand by the file; None without a room."""
    room = room_of(window).discussion.room
    if room is None:
        return None
    lines = log_of(file, room.transcript.id)
    return standings([r.difference for r in room.resolutions], lines)


def assert_room_shown(window: MainWindow, file: Path) -> None:
    """Everything that shows in the discussion is as the file has it."""
    place = room_of(window)
    room = place.discussion.room
    if room is None:
        _assert_nothing_shown(place)
        return
    workspace = window.desk.workbench.workspace
    fresh = workspace.read(lambda uow: open_room(uow, room.transcript))
    assert_room_is(room, fresh, log_of(file, room.transcript.id))
    modelled = modelled_of(window, file)
    assert modelled is not None
    _assert_in_hand(place, modelled)
    _assert_queue(place, modelled)
    _assert_counts(window, place, modelled)
    if modelled and not place.sheets.is_turned:
        assert_card_shows_what_is_in_hand(place)
        _assert_page(place, modelled)


def _assert_nothing_shown(place: ConsensusRoom) -> None:
    assert place.discussion.on_screen is None
    assert not place.queue.list.rows_model.rows
    assert not place.card.isVisible()
    assert not place.pane.view.isVisible()


def _assert_in_hand(place: ConsensusRoom, modelled: Modelled) -> None:
    current = place.discussion.current
    assert (current is None) == (not modelled)
    if current is not None:
        assert current.difference.id in modelled
        assert place.desk.workbench.difference == current.difference.id


def _assert_queue(place: ConsensusRoom, modelled: Modelled) -> None:
    """The rows that the filter lets pass, and what is in hand; each says where it stands."""
    room, current = place.discussion.room, place.desk.workbench.difference
    assert room is not None
    wanted = place.queue.wanted
    expected = [
        r.difference.id for r in room.resolutions if wanted.passes(r) or r.difference.id == current
    ]
    rows = [row for row in place.queue.list.rows_model.rows if not row.is_heading]
    assert [row.payload for row in rows] == expected
    assert place.queue.list.current() == current
    for row in rows:
        _assert_note(row.note, modelled[row.payload])
        assert row.is_strong == (row.payload == current)
    _assert_headings(place, room)


def _assert_note(note: str, standing: Standing) -> None:
    if standing.status is Status.DECIDED:
        assert note.startswith("✓ ")
    elif standing.status is Status.OPEN:
        assert note == ""
    else:
        words = "same" if standing.status is Status.AUTO else standing.status.value
        assert note.endswith(words), (note, standing)


def _assert_headings(place: ConsensusRoom, room: Room) -> None:
    """One above the rows of each passage, and none above nothing."""
    expected: list[int] = []
    for row in place.queue.list.rows_model.rows:
        if row.is_heading:
            expected.append(row.payload[1])
        else:
            assert room.resolution(row.payload).difference.passage == expected[-1]
    assert expected == sorted(set(expected))
    assert (
        not place.queue.list.rows_model.rows or not place.queue.list.rows_model.rows[-1].is_heading
    )


def _assert_counts(window: MainWindow, place: ConsensusRoom, modelled: Modelled) -> None:
    found = [standing.status for standing in modelled.values()]
    still_open = sum(status in (*TO_DISCUSS, Status.LATER) for status in found)
    total = sum(status is not Status.AUTO for status in found)
    assert place.queue.note.text() == f"{still_open} open of {total}"
    room = place.discussion.room
    assert room is not None
    named = f"{room.transcript.name} · "
    said = f"{still_open} open" if still_open else "nothing open"
    assert place.queue.chooser.currentText() == named + said
    parts = window.status_line.parts.text()
    assert parts.startswith(f"{still_open} open"), parts
    taken = taken_from(modelled, room.coders)
    for number, coder in enumerate(room.sides.shown, start=1):
        assert f"from {number}: {taken[coder]}" in parts, parts
    progress = place.queue.progress
    assert (progress.value(), progress.maximum()) == (
        (total - still_open, total) if total else (1, 1)
    )


def assert_card_shows_what_is_in_hand(place: ConsensusRoom) -> None:
    """Its code, where it stands, and the verb that is in force."""
    room, current = place.discussion.on_screen, place.discussion.current
    assert room is not None
    assert current is not None
    card = place.card
    titles = [each.accessibleName() for each in _seen(card, QLabel, "codeLabel")]
    if titles:  # Not while something else is in the place of the card.
        assert " or ".join(titles) == title_of(current.difference, room.codebook)
        standing = card.findChild(QLabel, "differenceStanding")
        assert standing is not None
        said = standing.text()
        assert said.startswith(SAID[current.status]) if SAID[current.status] else not said
        _assert_verb_in_force(place)


def card_is_seen(place: ConsensusRoom) -> bool:
    """Whether the card itself shows, and no panel in its place."""
    return bool(_seen(place.card, QLabel, "codeLabel"))


def _assert_verb_in_force(place: ConsensusRoom) -> None:
    current = place.discussion.current
    assert current is not None
    buttons = [each for each in place.card.findChildren(VerbButton) if not each.isHidden()]
    strong = [b.verb for b in buttons if b.accessibleName().endswith("decided so")]
    decision = current.decision
    if decision is None or current.status in (Status.OPEN, Status.STALE):
        assert not strong
    elif decision.outcome not in (Outcome.AUTO, Outcome.REOPENED):
        assert [(v.outcome, v.reading) for v in strong] == [(decision.outcome, decision.reading)]


def _seen(place: QWidget, kind: type[QLabel], name: str) -> list[QLabel]:
    return [each for each in place.findChildren(kind, name) if each.isVisible()]


def _assert_page(place: ConsensusRoom, modelled: Modelled) -> None:
    """The lane of the consensus has what is decided, and hollow what is not."""
    current, shown = place.discussion.current, place.pane.view.scene.readings
    assert current is not None
    assert shown is not None
    key = current.difference.id
    standing = modelled[key]
    assert shown.difference == key
    assert shown.is_stale == (standing.status is Status.STALE)
    if place.pane.other_words.is_choosing:
        return
    assert shown.is_decided == (standing.status in (Status.DECIDED, Status.AUTO))
    if standing.status is Status.DECIDED:
        spans = [(start, end) for start, end, _ in standing.result]
        assert _covered((s.start, s.end) for s in shown.consensus) == _covered(spans)


def _covered(spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    return frozenset(position for start, end in spans for position in range(start, end))


def assert_keys_are_heard(window: MainWindow) -> None:
    """The focus is in what is seen of this window."""
    focused = QApplication.focusWidget()
    assert focused is not None, "nothing has the focus"
    assert focused.isVisible(), focused
    assert window.isAncestorOf(focused) or QApplication.activePopupWidget(), focused
