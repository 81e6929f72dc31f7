"""What was read of a transcript: the numbers of its import, and every doubt with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from qcoder.domain.transcript import TranscriptHeader
from qcoder.gui.counting import counted
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.words import muted_label, plain_label

_PLACES_SHOWN = 5


class ImportReportPanel(Panel):
    """Shows the report that came with the transcript chosen in the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("importReportPanel", "", parent)
        self.heading.setText(self.tr("As read"))
        self.setAccessibleName(self.tr("What was read of the transcript"))
        self._lines = QWidget()
        self._rows = QVBoxLayout(self._lines)
        self._rows.setContentsMargins(0, 0, 4, 0)
        self._rows.setSpacing(6)
        scroll = QScrollArea()
        scroll.setObjectName("importReportScroll")
        scroll.setAccessibleName(self.tr("What was read of the transcript"))
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._lines)
        scroll.viewport().setAutoFillBackground(False)
        self._lines.setAutoFillBackground(False)
        self.add_contents(
            scroll, EmptyPlace(self.tr("What was recognised in a transcript is said here."))
        )
        self.show_header(None)

    def show_header(self, header: TranscriptHeader | None) -> None:
        """Show another transcript's report, or none."""
        self.note.setText(header.name if header else "")
        self.show_empty(header is None)
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if header is not None:
            for line in self._said(header):
                self._rows.addWidget(line)
        self._rows.addStretch(1)

    def _said(self, header: TranscriptHeader) -> Iterable[QWidget]:
        report = header.report
        yield plain_label(self._turns(header))
        yield muted_label(self._speakers(report))
        if not report:
            return
        yield plain_label(self._characters(report))
        for title, key in (
            (self.tr("{paragraphs} matched nothing:"), "unmatched"),
            (self.tr("{paragraphs} before the first turn:"), "front_matter"),
            (
                self.tr("{paragraphs} without a label, taken as more of the turn before:"),
                "continued",
            ),
        ):
            yield from self._places(title, report.get(key, ()))
        if not report.get("unmatched"):
            yield plain_label(self.tr("Every paragraph was matched."))
        for issue in report.get("issues", ()):
            yield plain_label(f"⚠ {issue}")

    def _turns(self, header: TranscriptHeader) -> str:
        return self.tr("{turns} turns, {speakers} speakers").format(
            turns=header.turns, speakers=len(header.speakers)
        )

    def _speakers(self, report: Mapping[str, Any]) -> str:
        found = [f"{s['label']} {s['turns']}" for s in report.get("speakers", ())]
        layout = report.get("layout") or self.tr("no speakers recognised")
        return f"{layout}: {', '.join(found)}" if found else str(layout)

    def _characters(self, report: Mapping[str, Any]) -> str:
        read, there = report.get("characters_read", 0), report.get("characters_in_file", 0)
        if read == there:
            return self.tr(
                "All {count} characters of the file were read, not counting blanks."
            ).format(count=f"{there:,}")
        return self.tr(
            "⚠ {read} of {there} characters of the file were read, not counting blanks."
        ).format(read=f"{read:,}", there=f"{there:,}")

    def _places(self, title: str, places: Iterable[Mapping[str, Any]]) -> Iterable[QWidget]:
        found = list(places)
        if not found:
            return
        one, many = self.tr("1 paragraph"), self.tr("{count} paragraphs")
        yield plain_label(title.format(paragraphs=counted(len(found), one, many)))
        lines = [
            self.tr("line {line}: {words}").format(line=place["line"], words=place["words"])
            for place in found[:_PLACES_SHOWN]
        ]
        if len(found) > _PLACES_SHOWN:
            lines.append("…")
        yield muted_label("\n".join(lines))
