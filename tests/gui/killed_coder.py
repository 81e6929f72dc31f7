"""Run by tests as a program of its own: codes through the desk until it is killed.

It prints the id of each coding once the desk has taken it: stored, or kept and written down.
"""

import random
import sys
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from qcoder.domain.spans import Span
from qcoder.gui.desk import Desk
from qcoder.services.coding.layer import apply_code
from tests.desks import make_desk, put_on
from tests.sealed_pair import coder_of, transcript_of


def open_desk(project: Path, settings: Path, parent: QWidget) -> Desk:
    """The desk with the project, going on with what a desk before it has left."""
    desk = make_desk(settings, parent)
    put_on(desk, project)
    workspace = desk.workbench.workspace
    workspace.keep_unstored()
    desk.workbench.set_coder(coder_of(workspace, "Ada"))
    desk.unstored.take_up_left()
    return desk


def code_for_ever(desk: Desk) -> None:
    """Any code on any words; what was coded already is refused, which is nothing new."""
    workspace, chance = desk.workbench.workspace, random.Random()
    transcript, coder = transcript_of(workspace, "FG1"), coder_of(workspace, "Ada")
    codes = workspace.read(lambda uow: uow.codebook.load()).codes
    while True:
        code, start = chance.choice(codes).id, chance.randrange(len(transcript.text) - 20)
        span = Span(start, start + chance.randrange(1, 20))
        act = partial(apply_code, transcript=transcript, coder=coder, code=code, span=span)
        done = desk.acts.do("Apply", act)
        if done is not None:
            sys.stdout.write(f"{done.value.id}\n")
            sys.stdout.flush()
        if chance.random() < 0.2:
            desk.unstored.store_now()


if __name__ == "__main__":
    application = QApplication([])
    owner = QWidget()
    code_for_ever(open_desk(Path(sys.argv[1]), Path(sys.argv[2]), owner))
