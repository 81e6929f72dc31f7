"""What is painted bit by bit is what painting everything at once would show."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from qcoder.domain.ids import CodingId
from qcoder.gui.transcript.painted import PaintedCoding
from qcoder.gui.transcript.view import TranscriptView
from tests.gui.transcript.conftest import ShowView
from tests.gui.transcript.material import CODERS, a_long_transcript, a_painted, many_codings

LENGTH = 9000
COUNT = 70
LATER = 1000
"""Numbers of codings that are not there at first begin here."""

Act = Callable[[TranscriptView], object]


def on_screen(view: TranscriptView) -> QImage:
    """What has been painted so far; grabbing the widget would paint it again."""
    QApplication.processEvents()
    while not view.is_settled:
        QApplication.processEvents()
    return view.screen().grabWindow(view.winId()).toImage()


def coding(number: int) -> CodingId:
    return CodingId(f"coding-{number}")


def label_of(painted: PaintedCoding) -> str:
    return "Ben Ott" if painted.coder == CODERS[1] else ""


def scrolled(distance: int) -> Act:
    return lambda view: view.scroll_by(distance)


def added(number: int, place: int, length: int) -> Act:
    """Added or changed, somewhere on the page of now."""

    def act(view: TranscriptView) -> None:
        start = (view.scene.span_in_view()[0] + place) % (LENGTH - length)
        painted = a_painted(
            number, start, start + length, number, is_stored=number % 5 > 0, coder=number % 2
        )
        view.update_coding(replace(painted, coder_label=label_of(painted)))

    return act


def removed(number: int) -> Act:
    return lambda view: view.remove_coding(coding(number))


def outlined(number: int) -> Act:
    return lambda view: view.set_current_coding(coding(number) if number else None)


def selected(place: int, keeps_anchor: bool) -> Act:
    def act(view: TranscriptView) -> None:
        position = (view.scene.span_in_view()[0] + place) % LENGTH
        view.move_caret(position, keeps_anchor=keeps_anchor)

    return act


def with_coders(coders: int) -> Act:
    return lambda view: view.set_visible_coders(CODERS[:coders])


def breaking_a_rule(number: int, breaks: bool) -> Act:
    def act(view: TranscriptView) -> None:
        found = view.scene.index.get(coding(number))
        if found is not None:
            view.put_rule_break(found.coding, found.span if breaks else None)

    return act


NUMBERS = st.one_of(st.integers(0, COUNT - 1), st.integers(LATER, LATER + 3))
ACTS = st.one_of(
    st.integers(-700, 700).map(scrolled),
    st.integers(-60, 60).map(scrolled),
    st.builds(added, NUMBERS, st.integers(-500, 3000), st.integers(1, 1200)),
    NUMBERS.map(removed),
    NUMBERS.map(outlined),
    st.builds(selected, st.integers(0, 2500), st.booleans()),
    st.integers(0, 2).map(with_coders),
    st.builds(breaking_a_rule, NUMBERS, st.booleans()),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(ACTS, st.booleans()), min_size=1, max_size=12))
def test_what_acts_paint_is_what_painting_everything_shows(
    show_view: ShowView, acts: list[tuple[Act, bool]]
) -> None:
    view = the_view(show_view)
    for act, is_shown_at_once in acts:
        act(view)
        if is_shown_at_once:
            on_screen(view)
    painted = on_screen(view)
    view.show_anew()
    assert on_screen(view) == painted


def test_a_coding_among_too_many_paints_what_painting_everything_shows(
    show_view: ShowView,
) -> None:
    view = show_view(a_long_transcript(LENGTH))
    view.set_codings([a_painted(n, 100 + n, 400 + 2 * n, n, coder=n % 2) for n in range(150)])
    on_screen(view)  # heights are estimates before, as in the_view
    acts = (added(LATER, 300, 500), removed(3), scrolled(90), removed(60), scrolled(-50))
    for act in (*acts, added(LATER + 1, 90, 20), scrolled(200), removed(LATER)):
        act(view)
        painted = on_screen(view)
        view.show_anew()
        assert on_screen(view) == painted


def the_view(show_view: ShowView) -> TranscriptView:
    """One view for all examples, each with the same codings at the same place."""
    view = show_view.__dict__.get("view")
    if not isinstance(view, TranscriptView):
        view = show_view.__dict__["view"] = show_view(a_long_transcript(LENGTH))
        # Dashes are counted from the start of the text, whose heights are estimates at first.
        on_screen(view)
    view.set_visible_coders(None)
    view.set_current_coding(None)
    view.set_rule_breaks({})
    codings = many_codings(view.scene.shown.transcript, COUNT)
    view.set_codings([replace(painted, coder_label=label_of(painted)) for painted in codings])
    view.move_caret(2000, keeps_anchor=False)
    return view
