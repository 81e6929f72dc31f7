"""How often each code, and what the figures rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from qcoder.domain.codebook import Codebook
from qcoder.domain.excerpts import Excerpt, LayerNote
from qcoder.gui.parts.panel import EmptyPlace, Panel
from qcoder.gui.parts.rows import Row, RowList
from qcoder.gui.parts.words import heading_label, muted_label

_NOTES = 184


class CountsPanel(Panel):
    """Counts of what is listed, code by code, above the notes on every layer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("countsPanel", "", parent)
        self.heading.setText(self.tr("Counts"))
        self.setAccessibleName(self.tr("Counts and notes"))
        self.setProperty("place", "right")
        self.list = RowList("countsList", self.tr("Excerpts by code"))
        self.add_contents(
            self.list, EmptyPlace(self.tr("How often each code occurs is counted here."))
        )
        self.body.addWidget(heading_label(self.tr("What this rests on")))
        self.notes = muted_label()
        self.notes.setObjectName("layerNotes")
        scroll = QScrollArea()
        scroll.setObjectName("layerNotesScroll")
        scroll.setAccessibleName(self.tr("What this rests on"))
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.notes)
        # The ground of the panel shows through; giving it a widget has filled that.
        scroll.viewport().setAutoFillBackground(False)
        self.notes.setAutoFillBackground(False)
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll.setFixedHeight(_NOTES)
        self.body.addWidget(scroll)

    def show_counts(
        self, excerpts: Sequence[Excerpt], codebook: Codebook, notes: Sequence[LayerNote]
    ) -> None:
        """Count what is listed and say where it comes from."""
        counts = Counter(excerpt.code for excerpt in excerpts)
        most = max(counts.values(), default=1)
        rows: list[Row] = []
        for grouping in codebook.groupings:
            codes = [c for c in codebook.codes_of(grouping.id) if counts[c.label]]
            if codes:
                total = sum(counts[c.label] for c in codes)
                rows.append(Row(grouping.name, grouping.id, note=str(total), is_heading=True))
            rows += [
                Row(
                    code.label,
                    code.id,
                    colour=code.colour,
                    note=str(counts[code.label]),
                    bar=((0.0, counts[code.label] / most),),
                )
                for code in codes
            ]
        self.list.set_rows(rows)
        self.show_empty(not rows)
        self.note.setText(str(len(excerpts)) if excerpts else "")
        self.notes.setText("\n".join(note.sentence for note in notes))
