from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from qcoder.domain.ids import DifferenceId
from qcoder.domain.spans import Span
from qcoder.gui.transcript.ghosts import Ghost, Ghosts
from qcoder.gui.transcript.painted import ReadingsShown
from qcoder.gui.transcript.palette import READING_COLOURS
from qcoder.gui.transcript.view import TranscriptView
from tests.gui.transcript.conftest import TALK
from tests.gui.transcript.gestures import click
from tests.gui.transcript.material import a_painted
from tests.gui.transcript.test_painting import colours_in, picture

FIRST = Span(TALK.index("We never"), TALK.index(" It was"))
SECOND = Span(TALK.index("the time"), TALK.index(", and the"))
OTHER = Span(TALK.index("She"), TALK.index(" chair"))
ONLY_FIRST, BOTH, ONLY_SECOND = "never", "time", "surgery"


def readings(*, is_decided: bool = False) -> ReadingsShown:
    return ReadingsShown(
        label="Humanity",
        readings=((FIRST,), (SECOND,)),
        consensus=(FIRST.hull(SECOND),),
        is_decided=is_decided,
        ghosts=Ghosts([Ghost(DifferenceId("other"), 2, OTHER)]),
    )


@pytest.fixture
def reconciled(view: TranscriptView) -> TranscriptView:
    view.set_codings([a_painted(1, 4, 30)])
    view.set_readings(readings())
    return view


def ground_of(view: TranscriptView, word: str) -> set[str]:
    box = view.scene.caret_rect(TALK.index(word) + 1).adjusted(-3, 1, 10, -8)
    return set(colours_in(picture(view), box))


def test_words_of_one_reading_are_hatched_and_words_of_both_plain(
    reconciled: TranscriptView,
) -> None:
    tints = reconciled.scene.tints
    blue, orange = (
        {colour.name() for colour in tints.reading_ground(QColor(c))} for c in READING_COLOURS[:2]
    )
    assert blue <= ground_of(reconciled, ONLY_FIRST)
    assert orange <= ground_of(reconciled, ONLY_SECOND)
    both = ground_of(reconciled, BOTH)
    assert tints.shared.name() in both
    assert not both & (blue | orange)


def test_three_lanes_stand_in_the_margin(reconciled: TranscriptView) -> None:
    scene = reconciled.scene
    margin = QRect(scene.columns.margin, 0, scene.width - scene.columns.margin, scene.height)
    colours = colours_in(picture(reconciled), margin)
    wanted = [scene.tints.line(colour).name() for colour in READING_COLOURS[:2]]

    assert all(colours[name] >= 30 for name in [*wanted, scene.tints.consensus.name()])


def test_the_consensus_is_hollow_until_it_is_decided(reconciled: TranscriptView) -> None:
    scene = reconciled.scene
    margin = QRect(scene.columns.margin, 0, scene.width - scene.columns.margin, scene.height)
    open_pixels = colours_in(picture(reconciled), margin)[scene.tints.consensus.name()]
    reconciled.set_readings(readings(is_decided=True))
    decided = colours_in(picture(reconciled), margin)[scene.tints.consensus.name()]

    assert decided > 1.4 * open_pixels


def test_pieces_that_meet_in_a_line_are_told_apart_in_their_lane(view: TranscriptView) -> None:
    middle = TALK.index(" the time")
    pieces = (Span(FIRST.start, middle), Span(middle + 1, FIRST.end))
    view.set_readings(replace(readings(), readings=(pieces, (SECOND,))))
    image, lane = picture(view), view.scene.tints.line(READING_COLOURS[0]).name()
    margin = range(view.scene.columns.stripes, view.scene.width)
    columns = ([image.pixelColor(x, y).name() for y in range(image.height())] for x in margin)
    column = next(column for column in columns if lane in column)

    ends = [one for one, next_one in pairwise(column) if one == lane != next_one]
    assert len(ends) == 2


def test_codings_are_hidden_meanwhile_and_come_back(reconciled: TranscriptView) -> None:
    assert reconciled.coding_in_margin(reconciled.margin.stripes()[0].box.center()) is None
    reconciled.set_readings(None)
    assert reconciled.coding_in_margin(reconciled.margin.stripes()[0].box.center()) == "coding-1"


def test_a_click_on_a_ghost_tells_its_difference(qtbot: QtBot, reconciled: TranscriptView) -> None:
    ghost = reconciled.lanes.ghosts()[0]
    with qtbot.waitSignal(reconciled.difference_clicked) as told:
        click(reconciled, ghost.box.center())

    assert told.args == ["other"]


def test_a_long_name_stands_on_two_lines_and_is_told_whole(view: TranscriptView) -> None:
    label = "Observations and Coaching of Interaction Techniques"
    view.set_readings(replace(readings(), label=label))
    picture(view)
    box = view.lanes.label_box

    assert box.height() == 2 * view.scene.fonts.label_metrics.height()
    assert view.lanes.label_at(box.center()) == label
    assert view.lanes.label_at(box.bottomRight() + QPoint(0, 40)) == ""


def test_three_readings_have_four_lanes_and_a_hatch_for_those_who_took_a_word(
    view: TranscriptView,
) -> None:
    third = Span(TALK.index("never"), TALK.index(" the time"))
    view.set_readings(
        replace(
            readings(is_decided=True),
            readings=((FIRST,), (SECOND,), (third,)),
            names=("1", "2", "3"),
        )
    )
    scene = view.scene
    margin = QRect(scene.columns.margin, 0, scene.width - scene.columns.margin, scene.height)
    colours = colours_in(picture(view), margin)
    wanted = [scene.tints.line(colour).name() for colour in READING_COLOURS[:3]]
    alone = {c.name() for c in scene.tints.reading_ground(QColor(READING_COLOURS[0]))}

    assert all(colours[name] >= 15 for name in [*wanted, scene.tints.consensus.name()])
    # Of the first and the third reading: neither plain, nor hatched as the first alone.
    assert scene.tints.shared.name() not in ground_of(view, ONLY_FIRST)
    assert not alone <= ground_of(view, ONLY_FIRST)


def test_what_is_stale_has_a_sign_in_the_lane(reconciled: TranscriptView) -> None:
    scene = reconciled.scene
    margin = QRect(scene.columns.margin, 0, scene.width - scene.columns.margin, scene.height)
    before = colours_in(picture(reconciled), margin)[scene.tints.consensus.name()]
    reconciled.set_readings(replace(readings(), is_stale=True))

    assert colours_in(picture(reconciled), margin)[scene.tints.consensus.name()] > before


@pytest.mark.parametrize(
    "names",
    [
        ("1", "2"),
        ("Priya", "Mara"),
        ("Maximiliane-Alexandra von Hohenstein", "Bo"),
        ("Ana Sophia", "Benjamin", "Cleopatra", "Dimitrios"),
    ],
)
def test_heads_of_lanes_stand_side_by_side_however_long_the_names(
    view: TranscriptView, names: tuple[str, ...]
) -> None:
    spans = tuple((FIRST,) for _ in names)
    view.set_readings(replace(readings(), readings=spans, names=names))
    picture(view)
    heads = view.lanes.heads
    assert len(heads) == len(names) + 1
    assert all(left.box.right() < right.box.left() for left, right in pairwise(heads))
    assert heads[0].box.left() >= view.scene.columns.margin
    assert heads[-1].box.right() < view.scene.width
