"""Tables as lines: a column of speakers becomes labels, other cells are set side by side."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qcoder.domain.transcript import SpeakerRole
from qcoder.importers import stamps
from qcoder.importers.docx.word_line import WordLine
from qcoder.importers.labels import fold, is_label, printed_form, role_of

Cell = list[WordLine]
Row = list[Cell]

_NUMBER = re.compile(r"\s*\d{1,5}[.)]?\s*")
_HEADER = frozenset(
    (
        "speaker", "name", "who", "label", "participant", "person", "voice", "role", "sprecher",
        "sprecherin", "intervenant",
    )
)  # fmt: skip
_SHARE = 0.6
_WORDS_OF_SPEECH = 3
_FEW = 2


@dataclass(frozen=True, slots=True)
class _Columns:
    label: int
    speech: int


def table_lines(rows: Sequence[Row]) -> list[WordLine]:
    """The lines of a table, row by row."""
    columns = _speaker_columns(rows)
    lines: list[WordLine] = []
    for number, row in enumerate(rows):
        is_header = number == 0 and columns is not None and _is_header(row, columns)
        if columns is None or is_header or len(_filled(row)) < _FEW:
            lines += _side_by_side(row)
        else:
            lines += _turn(row, columns)
    return lines


def _filled(row: Row) -> list[Cell]:
    return [cell for cell in row if any(line.text.strip() for line in cell)]


def _words(cell: Cell) -> str:
    return "\n".join(line.text for line in cell if line.text.strip())


def _side_by_side(row: Row) -> list[WordLine]:
    """Cells of one line each stand on one line, with tabs; others below each other."""
    cells = _filled(row)
    kept = [[line for line in cell if line.text.strip()] for cell in cells]
    if len(kept) < _FEW or any(len(cell) > 1 for cell in kept):
        return [line for cell in (kept if len(kept) > 1 else cells) for line in cell]
    joined, *others = (cell[0] for cell in kept)
    for line in others:
        tabbed = WordLine("\t" + line.text, 0, hidden=line.hidden, deleted=line.deleted)
        tabbed.written = line.written
        whole = joined.joined_to(tabbed)
        joined = WordLine(whole.text, whole.bold, 0, False, "", whole.written, whole.hidden,
                          whole.deleted)  # fmt: skip
    return [joined]


def _speaker_columns(rows: Sequence[Row]) -> _Columns | None:
    full = [row for row in rows if len(_filled(row)) >= _FEW]
    width = max((len(row) for row in full), default=0)
    if width < _FEW:
        return None
    lengths = [sum(len(_words(row[c]).split()) for row in full if c < len(row))
               for c in range(width)]  # fmt: skip
    speech = max(range(width), key=lambda column: lengths[column])
    if lengths[speech] < _WORDS_OF_SPEECH * len(full):
        return None
    able = (c for c in range(speech) if _are_speakers(full, c, speech))
    label = next(able, None)
    return None if label is None else _Columns(label, speech)


def _are_speakers(rows: Sequence[Row], column: int, speech: int) -> bool:
    """Whether a column names speakers, and those beside it nothing but times and numbers.

    A table of participants names each once; in a discussion somebody speaks again, or the
    moderator is there.
    """
    cells = [row[column] for row in rows if column < len(row) and _words(row[column]).strip()]
    labels = [label for cell in cells if (label := _label_of(cell))]
    if len(labels) < _FEW or len(labels) < _SHARE * len(cells):
        return False
    others = [row[c] for row in rows[1:] for c in range(len(row)) if c not in (column, speech)]
    if not all(_is_stamp_or_number(line.text) for cell in others for line in cell):
        return False
    repeated = max(Counter(map(fold, labels)).values()) > 1
    return repeated or any(role_of(label) is SpeakerRole.MODERATOR for label in labels)


def _is_stamp_or_number(words: str) -> bool:
    return not words.strip() or bool(stamps.ALONE.fullmatch(words) or _NUMBER.fullmatch(words))


def _label_of(cell: Cell) -> str:
    """The label in a cell that may have a time above or below it; empty if there is none."""
    lines = [line.text for line in cell if line.text.strip()]
    names = [line for line in lines if not stamps.ALONE.fullmatch(line)]
    if len(names) != 1:
        return ""
    label = printed_form(names[0]).rstrip(":").rstrip()
    return label if is_label(label) else ""


def _is_header(row: Row, columns: _Columns) -> bool:
    return columns.label < len(row) and fold(_label_of(row[columns.label])) in _HEADER


def _turn(row: Row, columns: _Columns) -> list[WordLine]:
    if columns.speech >= len(row):
        return _side_by_side(row)
    speech = row[columns.speech] or [WordLine()]
    first = speech[0]
    beside = [row[c] for c in range(len(row)) if c not in (columns.label, columns.speech)]
    label = _label_of(row[columns.label])
    if not label and _words(row[columns.label]).strip():
        return _side_by_side(row)
    if label:
        colon = "" if _words(row[columns.label]).rstrip().endswith(":") else ":"
        first.put_before(f"{label}: ", colon)
    for words in reversed([line.text for cell in [*beside, row[columns.label]] for line in cell]):
        _put_number(first, words)
    for cell in (*beside, row[columns.label]):
        for line in cell:
            first.hidden, first.deleted = first.hidden + line.hidden, first.deleted + line.deleted
            first.written += line.written
    return speech


def _put_number(line: WordLine, words: str) -> None:
    """A time is put in brackets, so that it cannot be taken for words."""
    stamp = words.strip()
    if stamps.ALONE.fullmatch(words) and stamp[0].isdigit():
        line.put_before(f"[{stamp}] ", "[]")
    elif _is_stamp_or_number(words) and stamp:
        line.put_before(f"{stamp} ", "")
