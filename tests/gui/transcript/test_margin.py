from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from qcoder.gui.transcript.bands import united
from qcoder.gui.transcript.lanes import MOST_LANES
from qcoder.gui.transcript.margin import separated
from qcoder.gui.transcript.view import TranscriptView
from tests.gui.transcript.conftest import ShowView
from tests.gui.transcript.gestures import click, point_of
from tests.gui.transcript.material import a_long_transcript, a_painted, many_codings


@pytest.fixture
def crowded(show_view: ShowView) -> TranscriptView:
    transcript = a_long_transcript(20_000)
    view = show_view(transcript)
    view.set_codings(many_codings(transcript, 400))
    return view


@given(
    wanted=st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 50), st.integers(1, 20)), max_size=20
    )
)
def test_separated_columns_never_touch(wanted: list[tuple[int, int, int]]) -> None:
    extents = [(top, top + height) for _, top, height in wanted]
    columns = separated([column for column, _, _ in wanted], extents)

    for one, other in combinations(range(len(wanted)), 2):
        if columns[one] == columns[other]:
            (top, bottom), (other_top, other_bottom) = extents[one], extents[other]
            assert bottom <= other_top or other_bottom <= top


def test_every_coding_with_a_line_in_view_has_a_stripe_and_no_other(
    crowded: TranscriptView, qtbot: QtBot
) -> None:
    scene = crowded.scene
    # Until then heights are estimates, and asking for one makes it exact and moves the others.
    qtbot.waitUntil(lambda: crowded.is_settled)
    for _ in range(5):
        crowded.scroll_by(777)
        extents = {c.coding: scene.vertical_extent(c.span) for c in scene.index.codings}
        shown = {stripe.coding.coding for stripe in crowded.margin.stripes()}
        pitch = scene.fonts.pitch
        # Stripes end a little above the next line.
        for coding, (top, bottom) in extents.items():
            if top < scene.height and bottom > 0:
                assert coding in shown or bottom < pitch // 2
            else:
                assert coding not in shown


def test_stripes_hide_no_other(crowded: TranscriptView) -> None:
    for one, other in combinations(crowded.margin.stripes(), 2):
        assert not one.box.intersects(other.box)


def test_names_hide_no_other_and_stay_in_the_margin(crowded: TranscriptView) -> None:
    names = crowded.margin.names()

    assert len(names) > 5
    for one, other in combinations(names, 2):
        assert not one.box.intersects(other.box)
    assert all(name.box.right() <= crowded.viewport().width() for name in names)


def test_twelve_codings_on_the_same_words_are_all_named(show_view: ShowView) -> None:
    view = show_view(a_long_transcript(20_000))
    view.set_codings([a_painted(number, 4, 20, code=number) for number in range(12)])

    assert len(view.margin.names()) == 12


def test_a_stripe_stands_beside_its_lines(view: TranscriptView) -> None:
    view.set_codings([a_painted(1, 4, 20)])
    stripe = view.margin.stripes()[0]
    line = view.scene.caret_rect(4)

    assert line.top() == stripe.box.top()
    assert line.top() < stripe.box.bottom() <= line.bottom()


def test_a_story_in_view_keeps_its_name_at_the_upper_edge(show_view: ShowView) -> None:
    transcript = a_long_transcript(20_000)
    view = show_view(transcript)
    view.set_codings([a_painted(1, 0, 20_000)])
    view.scroll_by(4000)

    assert 0 <= view.margin.names()[0].box.top() < view.scene.fonts.pitch


def test_what_is_hit_in_the_margin_is_what_is_drawn_there(crowded: TranscriptView) -> None:
    crowded.scroll_by(300)
    stripes, names = crowded.margin.stripes(), crowded.margin.names()
    for x in range(crowded.scene.columns.margin, crowded.viewport().width(), 5):
        for y in range(0, crowded.scene.height, 11):
            point = QPoint(x, y)
            hit = crowded.coding_in_margin(point)
            inside = [n.coding.coding for n in names if n.box.contains(point)]
            inside += [s.coding.coding for s in stripes if s.box.contains(point)]
            if inside:
                assert hit == inside[0]
            elif hit is not None:
                assert any(
                    s.box.adjusted(-3, 0, 3, 0).contains(point)
                    for s in stripes
                    if s.coding.coding == hit
                )


def test_positions_under_the_mouse_are_those_nearest_by_brute_force(
    show_view: ShowView,
) -> None:
    view = show_view(a_long_transcript(3000))
    scene = view.scene
    first, last = scene.span_in_view()
    boxes = [(scene.caret_rect(p), p) for p in range(first, last + 1)]
    for x in range(scene.columns.text, scene.columns.text_end, 47):
        for y in range(20, scene.height, 53):
            found = scene.caret_rect(scene.position_at(x, y))
            line = [box for box, _ in boxes if box.top() == found.top()]
            nearest = min(abs(box.center().x() - x) for box in line)
            assert abs(found.center().x() - x) <= nearest + 2


def test_a_click_on_a_name_tells_its_coding(qtbot: QtBot, view: TranscriptView) -> None:
    view.set_codings([a_painted(1, 4, 40), a_painted(2, 4, 60, 4)])
    for name in view.margin.names():
        with qtbot.waitSignal(view.coding_clicked) as told:
            click(view, name.box.center())
        assert told.args == [name.coding.coding]


def test_codings_at_a_position_are_told_outermost_first(view: TranscriptView) -> None:
    view.set_codings([a_painted(1, 10, 20), a_painted(2, 4, 60, 4), a_painted(3, 30, 40)])

    assert view.codings_at(12) == ("coding-2", "coding-1")
    assert view.codings_at(60) == ()


def test_narrow_views_give_up_names_before_words(show_view: ShowView) -> None:
    transcript = a_long_transcript(5000)
    view = show_view(transcript)
    view.set_codings(many_codings(transcript, 40))
    widths = []
    for width in (1400, 900, 700, 560, 420):
        view.resize(width, 600)
        columns = view.scene.columns
        widths.append(columns.names_width)
        assert columns.text_width >= 20 * view.scene.fonts.character
    assert all(wide >= narrow for wide, narrow in pairwise(widths))
    assert view.margin.names() == [] or widths[-1] > 0


def test_clicking_beside_all_stripes_moves_the_caret(view: TranscriptView) -> None:
    y = point_of(view, view.scene.shown.text.index("She pulled")).y()
    click(view, QPoint(view.viewport().width() - 3, y))

    assert view.caret() > view.scene.shown.text.index("She pulled")


def test_the_whole_name_is_said_under_the_mouse(view: TranscriptView) -> None:
    view.set_codings([replace(a_painted(1, 4, 40, 10), coder_label="Mara")])
    at = view.margin.stripes()[0].box.center()
    whole = view.viewport().mapToGlobal(at)
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, whole))

    assert QToolTip.text() == "Interaction Techniques · Mara"
    QToolTip.hideText()


def test_names_keep_clear_of_stripes_that_need_more_room(show_view: ShowView) -> None:
    view = show_view(a_long_transcript(20_000))
    view.set_codings([a_painted(number, 4, 900, code=number) for number in range(16)])
    last = max(stripe.box.right() for stripe in view.margin.stripes())

    assert last > view.scene.columns.names
    assert min(name.box.left() for name in view.margin.names()) > last


def test_who_coded_is_named_also_where_the_code_must_be_cut(show_view: ShowView) -> None:
    view = show_view(a_long_transcript(20_000))
    view.setFixedWidth(620)
    coding = replace(a_painted(1, 4, 40, 10), coder_label="Mara Jung-Schmidt")
    view.set_codings([coding])
    (name,) = view.margin.names()

    assert name.lines[-1].endswith("· MJ")


def test_another_coders_stripe_has_another_head(view: TranscriptView) -> None:
    own = a_painted(1, 4, 40)
    pictures = []
    for coding in (own, replace(own, coder_label="Mara")):
        view.set_codings([coding])
        stripe = view.margin.stripes()[0].box.adjusted(-3, 0, 3, 0)
        pictures.append(view.viewport().grab(stripe).toImage())

    assert pictures[0] != pictures[1]


def test_under_the_mouse_in_the_words_all_codings_are_said(view: TranscriptView) -> None:
    view.set_codings([a_painted(1, 4, 40, 10), replace(a_painted(2, 8, 20, 4), coder_label="Mara")])
    inside = view.scene.caret_rect(10).center() + QPoint(3, 0)

    assert view.tip_at(inside) == "Interaction Techniques\nEmotions · Mara"
    assert (
        view.tip_at(view.scene.caret_rect(30).center() + QPoint(3, 0)) == "Interaction Techniques"
    )


def test_nothing_is_said_beside_the_words(view: TranscriptView) -> None:
    end = len("P1: We never had the time. It was surgery, and the list was late.")
    view.set_codings([a_painted(1, 4, end)])
    line = view.scene.caret_rect(end - 1)

    assert view.tip_at(line.center())
    assert not view.tip_at(line.center() + QPoint(60, 0))


def test_a_speaker_that_is_cut_is_said_whole(show_view: ShowView) -> None:
    name = "Professor Doctor Bartholomew Featherstonehaugh"
    view = show_view(f"{name}: We never had the time.\nP2: Nor had we.")
    speaker = QPoint(view.scene.columns.speaker + 4, view.scene.rows()[0].y + 4)

    assert view.tip_at(speaker) == name


def test_an_unsure_coding_has_a_thin_stripe(view: TranscriptView) -> None:
    sure = a_painted(1, 4, 40)
    widths = []
    for coding in (sure, replace(sure, is_sure=False)):
        view.set_codings([coding])
        box = view.margin.stripes()[0].box.adjusted(-3, 0, 3, 0)
        row = view.viewport().grab(box).toImage()
        line = view.scene.tints.line(coding.colour)
        y = row.height() // 2
        widths.append(sum(row.pixelColor(x, y) == line for x in range(row.width())))

    assert 0 < widths[1] < widths[0]


def test_a_long_name_takes_of_what_is_left_over(show_view: ShowView) -> None:
    name = "Professor Bartholomew Featherstonehaugh"
    view = show_view(f"{name}: We never had the time.\nP2: Nor had we.")
    narrow = view.scene.columns
    view.setFixedWidth(2400)
    columns = view.scene.columns

    assert narrow.speaker_width < columns.speaker_width
    assert columns.speaker_width >= view.scene.fonts.strong_metrics.horizontalAdvance(name)
    assert columns.text_width >= narrow.text_width
    assert columns.text > columns.speaker + columns.speaker_width
    assert columns.names + columns.names_width <= view.viewport().width()


def test_too_many_codings_at_one_place_are_counted_instead_of_drawn(show_view: ShowView) -> None:
    view = show_view(a_long_transcript(20_000))
    view.set_codings([a_painted(n, 200, 300, n) for n in range(300)])
    assert len(view.margin.stripes()) == MOST_LANES
    assert view.margin.left_out == 300 - MOST_LANES
    assert "Here" in view.tip_at(view.margin.count_box().center())
    assert len(view.codings_at(250)) == 300

    view.set_codings([a_painted(n, 200, 300, n) for n in range(MOST_LANES)])
    assert view.margin.left_out == 0
    assert view.margin.count_box().isEmpty()


@given(
    stretches=st.lists(
        st.tuples(st.integers(0, 30), st.integers(1, 12), st.integers(0, 2)).map(
            lambda s: (s[0], s[0] + s[1], s[2])
        )
    ).map(sorted)
)
def test_united_stretches_cover_the_same_and_never_touch(
    stretches: list[tuple[int, int, int]],
) -> None:
    joined = united(stretches)

    def covered(of: list[tuple[int, int, int]]) -> set[tuple[int, int]]:
        return {(place, key) for start, end, key in of for place in range(start, end)}

    assert covered(joined) == covered(stretches)
    assert len(covered(joined)) == sum(end - start for start, end, _ in joined)
