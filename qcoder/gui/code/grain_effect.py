"""Says what setting the grain of a code would do, below it in the form; or has done, in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from qcoder.gui.counting import counted
from qcoder.gui.latest_answer import LatestAnswer
from qcoder.services.codebook.grain_effect import GrainEffect, effect_of_grain

if TYPE_CHECKING:
    from qcoder.gui.code.code_form import CodeForm
    from qcoder.gui.desk import Desk


class GrainEffectSaid(QObject):
    """Compares beside the window; of several choices only the last one's effect is shown."""

    def __init__(self, desk: Desk, form: CodeForm) -> None:
        super().__init__(form)
        self._desk, self._form = desk, form
        self._latest = LatestAnswer(desk)
        for choice in (form.grain, form.unit):
            choice.activated.connect(lambda _index: self._ask())

    def _ask(self) -> None:
        edited, begun = self._form.edited(), self._form.begun
        self._latest.forget()
        self._form.say_effect("")
        if edited is None or begun is None or edited.effective_grain is begun.effective_grain:
            return
        workspace = self._desk.workbench.workspace

        def say(effect: GrainEffect) -> None:
            # Another code may be in the form by now, or the same one begun anew.
            if self._form.begun is begun:
                self._form.say_effect(self.in_words(effect))

        self._latest.ask(
            self.tr("Comparing with another grain"),
            lambda: workspace.read(lambda uow: effect_of_grain(uow, edited)),
            say,
        )

    def in_words(self, effect: GrainEffect) -> str:
        """What would be otherwise, in one sentence or two."""
        if not effect:
            return self.tr("Nothing would be compared otherwise.")
        said = []
        if effect.opened:
            place = counted(effect.opened, self.tr("one place"), self.tr("{count} places"))
            said.append(
                self.tr("{places} accepted as the same would be open.").format(places=place)
            )
        if effect.accepted:
            one, many = self.tr("one open difference"), self.tr("{count} open differences")
            place = counted(effect.accepted, one, many)
            said.append(self.tr("{places} would be the same.").format(places=place))
        return " ".join(words[0].upper() + words[1:] for words in said)


def became(effect: GrainEffect) -> str:
    """What is otherwise now that the grain is stored."""
    said = []
    if effect.opened:
        one, many = _tr("one place is open now"), _tr("{count} places are open now")
        said.append(counted(effect.opened, one, many))
    if effect.accepted:
        one = _tr("one open difference is accepted as the same now")
        many = _tr("{count} open differences are accepted as the same now")
        said.append(counted(effect.accepted, one, many))
    return ", ".join(said)


def _tr(words: str) -> str:
    return QCoreApplication.translate("GrainEffectSaid", words)
