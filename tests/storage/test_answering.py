from threading import Event

import pytest

from qcoder.domain.errors import ProjectBusy, ProjectUnreachable
from qcoder.storage import answering as patience
from qcoder.storage.answering import Answering


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, who answers is heard, and believed until the test ends."""
    monkeypatch.setattr(patience, "PATIENCE", 30.0)
    monkeypatch.setattr(patience, "_STAYS_TRUE", 300.0)


class Asked:
    """A question that counts how often it is asked, and may wait or fail."""

    def __init__(self) -> None:
        self.count = 0
        self.speaks = Event()
        self.speaks.set()
        self.error: Exception | None = None

    def __call__(self) -> None:
        self.count += 1
        assert self.speaks.wait(30)
        if self.error is not None:
            raise self.error


def test_an_answer_holds_for_a_moment() -> None:
    asked = Asked()
    answering = Answering("study", asked)
    answering.demand()
    answering.demand()
    assert asked.count == 1


def test_nobody_waits_long_for_what_is_silent_and_it_is_asked_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = Asked()
    asked.speaks.clear()
    answering = Answering("study", asked)
    with monkeypatch.context() as impatient:
        impatient.setattr(patience, "PATIENCE", 0.1)
        for _ in range(2):
            with pytest.raises(ProjectUnreachable, match="“study” does not answer"):
                answering.demand()
    asked.speaks.set()
    answering.demand()
    assert asked.count == 1


def test_what_the_project_refuses_is_said_and_asked_again() -> None:
    asked = Asked()
    asked.error = ProjectBusy("Somebody else is writing.")
    answering = Answering("study", asked)
    for _ in range(2):
        with pytest.raises(ProjectBusy):
            answering.demand()
    assert asked.count == 2
    asked.error = None
    answering.demand()
