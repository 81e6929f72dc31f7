"""The bar for finding: what is looked for and where, and the buttons that go through it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from qcoder.domain.search import Scope
from qcoder.domain.search_patterns import Query
from qcoder.gui.code.choice_button import ChoiceButton
from qcoder.gui.parts.choice_box import ChoiceBox
from qcoder.gui.parts.words import push_button, quiet_button, set_tone
from qcoder.services.prepare.search_scopes import Scopes

# Long enough that whoever types on is not searched for letter by letter.
_PAUSE = 120
_PLAIN, _WHOLE, _REGEX = range(3)


class FindBar(QFrame):
    """A line under the transcript, there while something is searched for.

    Signals:
        wanted: something else is to be searched for, or elsewhere.
        step_asked: 1 for the next place, -1 for the previous.
        left: Escape or Close.
        coding_toggled: whether all that was found is to be coded.
    """

    wanted = Signal()
    step_asked = Signal(int)
    left = Signal()
    coding_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setProperty("place", "notice")
        self.field = QLineEdit()
        self.count = QLabel()
        self.where = ChoiceBox("findWhere", self.tr("Where"))
        self.how = ChoiceBox("findHow", self.tr("What is typed"))
        self.case = QCheckBox(self.tr("Match case"))
        self.accents = QCheckBox(self.tr("Ignore accents"))
        self.speakers = ChoiceButton("findSpeakers", self.tr("Everybody"))
        self.sections = ChoiceButton("findSections", self.tr("All sections"))
        self.code_all = quiet_button("codeAllHits", self.tr("Code all…"), lambda: None)
        self._name_parts()
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._connect()
        self.hide()

    def _name_parts(self) -> None:
        self.field.setObjectName("findField")
        self.field.setPlaceholderText(self.tr("Find in what was said"))
        self.field.setAccessibleName(self.tr("Find in what was said"))
        self.count.setObjectName("findCount")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setWordWrap(True)
        set_tone(self.count, "muted")
        self.how.addItems([self.tr("Words"), self.tr("Whole words"), self.tr("Regular expression")])
        self.where.addItems([self.tr("This transcript"), self.tr("All transcripts")])
        self.case.setObjectName("findCase")
        self.accents.setObjectName("findAccents")
        self.accents.setToolTip(self.tr("Also without the points of Hebrew and Arabic"))
        self.code_all.setCheckable(True)

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.field, 2)
        first.addWidget(push_button("findPrevious", self.tr("Previous"), self._previous))
        first.addWidget(push_button("findNext", self.tr("Next"), self._next))
        first.addWidget(self.count, 3)
        first.addWidget(quiet_button("closeFind", self.tr("Close"), self.left.emit))
        for widget in (self.how, self.where, self.case, self.accents, self.speakers, self.sections):
            second.addWidget(widget)
        second.addStretch(1)
        second.addWidget(self.code_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 8, 6)
        column.setSpacing(6)
        column.addLayout(first)
        column.addLayout(second)

    def _connect(self) -> None:
        self.field.installEventFilter(self)
        self.field.textChanged.connect(lambda _typed: self._soon.start())
        self._soon.timeout.connect(self.wanted)
        for box in (self.case, self.accents):
            box.toggled.connect(lambda _is_on: self.want_now())
        self.how.currentIndexChanged.connect(lambda how: self.accents.setEnabled(how != _REGEX))
        self.code_all.toggled.connect(self.coding_toggled)
        for combo in (self.how, self.where):
            combo.currentIndexChanged.connect(lambda _index: self.want_now())
        for button in (self.speakers, self.sections):
            button.choice_changed.connect(self.want_now)

    @property
    def query(self) -> Query:
        """What is looked for."""
        how = self.how.currentIndex()
        return Query(
            self.field.text(),
            matches_case=self.case.isChecked(),
            whole_words=how == _WHOLE,
            is_regex=how == _REGEX,
            ignores_accents=self.accents.isChecked(),
        )

    @property
    def scope(self) -> Scope:
        """Whose words, and in which sections."""
        return Scope(self.speakers.chosen(), self.sections.chosen())

    @property
    def is_everywhere(self) -> bool:
        """Whether all transcripts are searched."""
        return self.where.currentIndex() == 1

    @property
    def is_waiting(self) -> bool:
        """Whether more letters are waited for."""
        return self._soon.isActive()

    def hurry(self) -> None:
        """Wait no longer."""
        if self.is_waiting:
            self.want_now()

    def want_now(self) -> None:
        """Search without waiting for more letters."""
        self._soon.stop()
        self.wanted.emit()

    def open(self, typed: str = "") -> None:
        """Show the bar, with ``typed`` in its field if there is anything."""
        if typed:
            self.field.setText(typed)
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self.want_now()

    def offer_scopes(self, here: Scopes, elsewhere: Scopes) -> None:
        """Speakers and sections to choose among: of the transcript shown, then of others."""
        self.speakers.offer(here.speakers, elsewhere.speakers)
        self.sections.offer(here.sections, elsewhere.sections)

    def say(self, sentence: str, *, is_wrong: bool = False) -> None:
        """How many were found, or why nothing can be."""
        self.count.setText(sentence)
        self.count.setToolTip(sentence)
        set_tone(self.count, "" if is_wrong else "muted")

    def _next(self) -> None:
        self.step_asked.emit(1)

    def _previous(self) -> None:
        self.step_asked.emit(-1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Shift+Enter back."""
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() in enter:
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step_asked.emit(-1 if is_back else 1)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape stops searching."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
