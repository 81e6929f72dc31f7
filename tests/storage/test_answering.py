from threading import Event

import pytest

from qcoder.domain.errors import ProjectBusy, ProjectUnreachable
from qcoder.storage.answering import Answering


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


def test_nobody_waits_long_for_what_is_silent_and_it_is_asked_once() -> None:
    asked = Asked()
    asked.speaks.clear()
    answering = Answering("study", asked)
    for _ in range(2):
        with pytest.raises(ProjectUnreachable, match="“study” does not answer"):
            answering.demand()
    assert asked.count == 1
    asked.speaks.set()
    answering.demand()


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
