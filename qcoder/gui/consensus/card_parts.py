"""What stands on the difference card, from top to bottom: each part made from one resolution."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qcoder.domain.codebook import Code
from qcoder.domain.coding import Coding
from qcoder.domain.consensus import Difference, Status
from qcoder.domain.decisions import Resolution
from qcoder.domain.errors import RuleBroken
from qcoder.gui.consensus.describing import (
    decided_as,
    kind_name,
    place_of,
    result_place,
    status_name,
)
from qcoder.gui.consensus.differing import quoted, spans_of
from qcoder.gui.consensus.discussion import Discussion
from qcoder.gui.consensus.figures import earlier_on
from qcoder.gui.consensus.reading_box import ReadingBox
from qcoder.gui.consensus.verb_button import VerbButton
from qcoder.gui.consensus.verbs import Verb, result_shown
from qcoder.gui.icons import swatch
from qcoder.gui.parts.words import muted_label, plain_label, small_font
from qcoder.services.consensus import Room

translate = QCoreApplication.translate

_EARLIER_SHOWN = 3
_SWATCH = 12


def heading(room: Room, resolution: Resolution) -> QWidget:
    """The code or codes, and at the right the kind, or where it stands once that is more."""
    head, rows = QWidget(), QHBoxLayout()
    head.setLayout(rows)
    rows.setContentsMargins(0, 0, 0, 0)
    titles = QVBoxLayout()
    titles.setSpacing(2)
    for code in _codes(room, resolution.difference):
        titles.addLayout(_title(code))
    rows.addLayout(titles, 1)
    rows.addWidget(_badge(kind_name(resolution.difference.kind)), 0, Qt.AlignmentFlag.AlignTop)
    return head


def _codes(room: Room, difference: Difference) -> list[Code]:
    return [room.codebook.by_id[c] for c in difference.codes if c in room.codebook.by_id]


def _title(code: Code) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    square = QLabel()
    square.setPixmap(swatch(code.colour, _SWATCH).pixmap(_SWATCH, _SWATCH))
    title = plain_label(code.label)
    font = title.font()
    font.setBold(True)
    font.setPointSizeF(font.pointSizeF() * 1.15)
    title.setFont(font)
    row.addWidget(square, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(title, 1)
    return row


def _badge(words: str) -> QLabel:
    badge = QLabel(words)
    badge.setFont(small_font(badge.font()))
    badge.setStyleSheet(
        "QLabel { border: 1px solid palette(mid); border-radius: 9px; padding: 1px 8px; }"
    )
    return badge


def rules(room: Room, difference: Difference) -> list[QWidget]:
    """Coding rule and definition of each code."""
    labels: list[QWidget] = []
    for code in _codes(room, difference):
        if code.rule:
            rule = plain_label(code.rule)
            font = rule.font()
            font.setWeight(font.Weight.DemiBold)
            rule.setFont(font)
            labels.append(rule)
        if code.definition:
            labels.append(muted_label(code.definition))
    return labels


def standing(resolution: Resolution) -> QLabel | None:
    """What was decided, or why that counts no longer; nothing while it is plainly open."""
    decision, status = resolution.decision, resolution.status
    if status is Status.STALE and decision:
        words = translate(
            "Consensus",
            "Decided before as {outcome}, but its codings or the code have changed since.",
        ).format(outcome=decided_as(decision))
    elif decision and status in (Status.DECIDED, Status.UNRESOLVED, Status.LATER):
        words = translate("Consensus", "Decided: {outcome}.").format(outcome=decided_as(decision))
        if decision.note:
            words += f" {decision.note}"
    elif status is Status.AUTO:
        words = translate("Consensus", "Accepted as the same.")
    else:
        return None
    label = plain_label(words)
    label.setObjectName("differenceStanding")
    label.setAccessibleName(f"{status_name(status)}. {words}")
    return label


def reading_boxes(discussion: Discussion, room: Room, difference: Difference) -> list[QWidget]:
    """Both readings, the differing words emphasised, with the coders' memos."""
    return [
        _reading_box(discussion, room, difference, number)
        for number in range(1, len(difference.readings) + 1)
    ]


def _reading_box(
    discussion: Discussion, room: Room, difference: Difference, number: int
) -> ReadingBox:
    reading = difference.readings[number - 1]
    coder = discussion.name_of(reading.coder)
    box_name = coder if discussion.names_shown else ""
    if not reading.codings:
        return ReadingBox(number, translate("Consensus", "did not code this"), box_name)
    place = place_of(room.transcript, spans_of(difference, number))
    box = ReadingBox(number, place, box_name)
    box.setToolTip(coder)
    if len(difference.codes) > 1:
        box.add_label(_labels(room, reading.codings))
    box.add_quote(quoted(room.transcript, difference, number))
    for coding in reading.codings:
        if coding.id in discussion.memos:
            box.add_memo(discussion.memos[coding.id].text)
    return box


def _labels(room: Room, codings: Iterable[Coding]) -> str:
    codes = dict.fromkeys(coding.code for coding in codings)
    return ", ".join(room.codebook.by_id[c].label for c in codes if c in room.codebook.by_id)


def verb_button(room: Room, resolution: Resolution, verb: Verb) -> VerbButton:
    """The verb with its result; not to be pressed where it would leave nothing."""
    difference, decision = resolution.difference, resolution.decision
    is_settled = resolution.status not in (Status.OPEN, Status.STALE, Status.PROPOSED)
    in_force = (
        is_settled
        and decision is not None
        and (decision.outcome, decision.reading) == (verb.outcome, verb.reading)
    )
    try:
        result = result_shown(difference, verb)
    except RuleBroken as reason:
        button = VerbButton(verb, "", is_in_force=in_force)
        button.setEnabled(False)
        button.setToolTip(str(reason))
        return button
    if in_force and result is None and decision and decision.result:
        result = decision.result
    place = "" if result is None else result_place(room.transcript, result)
    return VerbButton(verb, place, is_in_force=in_force)


def earlier(room: Room, resolution: Resolution) -> QLabel | None:
    """What was decided on the same code, the latest first."""
    found = earlier_on(room, resolution)
    if not found:
        return None
    said = ", ".join(_earlier_one(room, other) for other in found[:_EARLIER_SHOWN])
    more = len(found) - _EARLIER_SHOWN
    if more > 0:
        said += translate("Consensus", " and {count} more").format(count=more)
    label = muted_label(translate("Consensus", "Earlier on this code: {list}.").format(list=said))
    label.setObjectName("earlierDecisions")
    label.setFont(small_font(label.font()))
    return label


def _earlier_one(room: Room, other: Resolution) -> str:
    assert other.decision is not None
    place = place_of(room.transcript, [other.difference.span], counts_words=False)
    return f"{decided_as(other.decision)} ({place})"
