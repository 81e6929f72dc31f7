"""What changed under a decision, said on its card; and readings their coder was unsure of."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel

from qcoder.domain.consensus import Status
from qcoder.domain.decisions import Resolution
from qcoder.domain.spans import Span
from qcoder.domain.staleness import StaleCause, WhatChanged
from qcoder.gui.consensus.cut_words import CutWords
from qcoder.gui.consensus.room import ConsensusRoom
from qcoder.gui.consensus.stale_words import changes_in_words
from qcoder.gui.desk import Desk
from qcoder.services.codebook.editing import add_code, edit_code
from qcoder.services.coding.code_merging import merge_codes
from qcoder.services.coding.layer import remove_coding, resize
from tests.gui.consensus.conftest import Press, current, stored
from tests.sealed_pair import (
    codebook_of,
    coder_of,
    layers,
    seal_layer,
    transcript_of,
    unseal_layer,
)


def changes(room: ConsensusRoom) -> list[str]:
    """Sentences on the card."""
    said = room.card.findChildren(CutWords, "whatChanged")
    return [sentence.accessibleName() for sentence in said if not sentence.isHidden()]


def test_an_end_that_moved_says_from_where_to_where(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("u")
    press("n")
    press("1")
    other = current(room).difference.id
    workspace = desk.workbench.workspace
    ada, parsed = coder_of(workspace, "Ada"), transcript_of(workspace, "FG1")
    first = layers(workspace, "FG1")[ada][0]
    unseal_layer(workspace, "FG1", "Ada")
    shorter = Span(first.span.start, first.span.start + 20)
    workspace.run("Resize", lambda uow: resize(uow, parsed, ada, first.id, shorter), actor=ada)
    seal_layer(workspace, "FG1", "Ada")

    stale = [r for r in _resolutions(room) if r.status is Status.STALE]
    room.discussion.move_to(stale[0].difference.id)
    said = changes(room)
    assert any(
        words.startswith("Reading 1 has other words: turns 2–3 then, turn 2, ") for words in said
    )
    assert room.discussion.room is not None
    # Within the same turns: which end, and how far.
    narrower = Span(first.span.start, first.span.end - len(" every morning."))
    moved = WhatChanged(StaleCause.MOVED, coder=ada, before=first.span, now=narrower)
    assert changes_in_words(room.discussion.room, [moved]) == (
        "Reading 1 has other words: it ends 2 words earlier now.",
    )
    # Exactly what rested on it; the other decision stands.
    assert room.discussion.room.resolution(other).status is Status.DECIDED
    standing, explains = (
        room.card.findChild(QLabel, name) for name in ("differenceStanding", "explainsFirst")
    )
    assert standing is not None
    assert explains is not None
    assert explains.geometry().bottom() < standing.geometry().top()


def _resolutions(room: ConsensusRoom) -> list[Resolution]:
    assert room.discussion.on_screen is not None
    return list(room.discussion.on_screen.resolutions)


def test_what_stands_shows_no_changes(room: ConsensusRoom, press: Press) -> None:
    press("u")
    assert changes(room) == []


def test_the_stale_lane_is_hollow_and_has_its_sign(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("u")
    workspace = desk.workbench.workspace
    code = codebook_of(workspace).find("Humanity")
    assert code is not None
    workspace.run("Edit", lambda uow: edit_code(uow, replace(code, rule="Code the turn.")))
    shown = room.pane.view.scene.readings
    assert shown is not None
    assert (shown.is_stale, shown.is_decided) == (True, False)
    assert room.queue.list.row_at(room.queue.list.currentIndex()).note == "⚠ stale"
    assert any("rule “" in words for words in changes(room))


def test_an_edit_of_wording_only_leaves_the_decision_in_force(
    room: ConsensusRoom, press: Press, desk: Desk
) -> None:
    press("u")
    workspace = desk.workbench.workspace
    code = codebook_of(workspace).find("Humanity")
    assert code is not None
    edited = replace(code, rule="Code the turn.")
    workspace.run("Edit", lambda uow: edit_code(uow, edited, wording_only=True))
    assert current(room).status is Status.DECIDED


def test_a_coding_that_is_gone_says_so(room: ConsensusRoom, press: Press, desk: Desk) -> None:
    press("u")
    workspace = desk.workbench.workspace
    ben = coder_of(workspace, "Ben")
    first = layers(workspace, "FG1")[ben][0]
    unseal_layer(workspace, "FG1", "Ben")
    workspace.run("Remove", lambda uow: remove_coding(uow, ben, first.id), actor=ben)
    seal_layer(workspace, "FG1", "Ben")

    stale = [r for r in _resolutions(room) if r.status is Status.STALE]
    room.discussion.move_to(stale[0].difference.id)
    assert any(words.startswith("Reading 2 no longer codes ") for words in changes(room))


def test_every_cause_has_a_sentence_of_its_own(desk: Desk) -> None:
    said = changes_in_words(stored(desk), [WhatChanged(cause) for cause in StaleCause])
    assert len(set(filter(None, said))) == len(StaleCause)


def test_a_merged_code_goes_on_being_called_by_its_label(desk: Desk) -> None:
    workspace = desk.workbench.workspace
    kept, absorbed = map(codebook_of(workspace).find, ("Humanity", "Emotions"))
    assert kept is not None
    assert absorbed is not None
    unseal_layer(workspace, "FG1", "Ben")
    workspace.run("Merge", lambda uow: merge_codes(uow, kept.id, [absorbed.id]))
    seal_layer(workspace, "FG1", "Ben")
    change = WhatChanged(StaleCause.MERGED, code=absorbed.id, code_now=kept.id)
    assert changes_in_words(stored(desk), [change]) == ("Emotions was merged into Humanity.",)


def test_a_reading_names_its_revision_only_where_its_code_says_something_else(
    room: ConsensusRoom, desk: Desk
) -> None:
    def said() -> str:
        remarks = room.card.findChildren(CutWords, "remarks")
        return " ".join(remark.accessibleName() for remark in remarks)

    workspace = desk.workbench.workspace
    book = codebook_of(workspace)
    workspace.run("Add", lambda uow: add_code(uow, book.groupings[0].id, "Humour"))
    assert "under revision" not in said()

    code = next(code for code in book.codes if code.label == "Humanity")
    reworded = replace(code, definition="Another definition.")
    workspace.run("Edit", lambda uow: edit_code(uow, reworded))

    assert "coded under revision 1, worded otherwise" in said()
