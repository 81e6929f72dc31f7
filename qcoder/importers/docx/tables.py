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
_SENTENCE_END = re.compile(r"[.!?…—\])\"”’]\s*$")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table names the speakers, which holds their words, of how many."""

    label: int
    speech: int
    width: int


def table_lines(rows: Sequence[Row], discussed: frozenset[Columns] = frozenset()) -> list[WordLine]:
    """The lines of a table, row by row.

    ``discussed`` are the columns of tables in the same document that hold a discussion: one
    cut into several tables has some in which nobody speaks twice.
    """
    columns = speaker_columns(rows) or _like_others(rows, discussed)
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


def _full(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if len(_filled(row)) >= _FEW]


def _width(rows: Sequence[Row]) -> int:
    return max(map(len, rows), default=0)


def _column(rows: Sequence[Row], column: int) -> list[Cell]:
    """The cells of a column that are not blank."""
    return [row[column] for row in rows if column < len(row) and _words(row[column]).strip()]


def speaker_columns(rows: Sequence[Row]) -> Columns | None:
    """The columns of a table that by itself can only be a discussion, None for any other.

    A table of participants names each once; in a discussion somebody speaks again, or the
    moderator is there.
    """
    full = _full(rows)
    width = _width(full)
    if width < _FEW:
        return None
    lengths = [sum(len(_words(cell).split()) for cell in _column(full, c)) for c in range(width)]
    speech = max(range(width), key=lambda column: lengths[column])
    if lengths[speech] < _WORDS_OF_SPEECH * len(full):
        return None
    able = (Columns(label, speech, width) for label in range(speech))
    return next((c for c in able if _may_hold_turns(full, c) and _is_discussed(full, c)), None)


def _is_discussed(rows: Sequence[Row], columns: Columns) -> bool:
    labels = [label for cell in _column(rows, columns.label) if (label := _label_of(cell))]
    repeated = max(Counter(map(fold, labels)).values(), default=0) > 1
    moderated = any(role_of(label) is SpeakerRole.MODERATOR for label in labels)
    return len(labels) >= _FEW and (repeated or moderated)


def _may_hold_turns(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether a column has labels, and those beside it nothing but times and numbers."""
    cells = _column(rows, columns.label)
    labels = [label for cell in cells if (label := _label_of(cell))]
    taken = (columns.label, columns.speech)
    below = rows[1:] if _is_header(rows[0], columns) else rows
    others = [row[c] for row in below for c in range(len(row)) if c not in taken]
    return len(labels) >= max(1, _SHARE * len(cells)) and all(
        _is_stamp_or_number(line.text) for cell in others for line in cell
    )


def _like_others(rows: Sequence[Row], discussed: frozenset[Columns]) -> Columns | None:
    full = _full(rows)
    able = (columns for columns in discussed if columns.width == _width(full))
    return next((c for c in able if _may_hold_turns(full, c) and _has_sentences(full, c)), None)


def _has_sentences(rows: Sequence[Row], columns: Columns) -> bool:
    cells = _column(rows, columns.speech)
    ending = [cell for cell in cells if _SENTENCE_END.search(_words(cell))]
    return 2 * len(ending) > len(cells)


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


def _is_header(row: Row, columns: Columns) -> bool:
    return columns.label < len(row) and fold(_label_of(row[columns.label])) in _HEADER


def _turn(row: Row, columns: Columns) -> list[WordLine]:
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
