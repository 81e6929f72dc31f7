"""A report as parts: headings, paragraphs and tables, the same wherever it is shown or written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

Value = str | int | float | None
"""What a cell holds. None is undefined or absent, and is never written as a number."""

UNDEFINED = "–"


class Form(StrEnum):
    """How a column's numbers are written where people read them."""

    PLAIN = "plain"
    SHARE = "share"
    """A fraction, as per cent."""
    COEFFICIENT = "coefficient"
    """Two decimals."""
    DAY = "day"
    MOMENT = "moment"
    """Text in ISO 8601, UTC; a spreadsheet is given a date that can be sorted and reckoned with."""


@dataclass(frozen=True, slots=True)
class Column:
    """``about`` says what the column means, for who opens the file without the program."""

    title: str
    about: str
    form: Form = Form.PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a name of its own. ``links`` name what each row is about; empty for none."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    caption: str = ""
    links: tuple[str, ...] = ()

    @property
    def has_text(self) -> tuple[bool, ...]:
        """Of each column, whether it has words: such are set at the left, numbers at the right."""
        return tuple(
            not self.rows or any(isinstance(row[index], str) for row in self.rows)
            for index in range(len(self.columns))
        )


class Tone(StrEnum):
    """What a paragraph is."""

    PLAIN = "plain"
    REMARK = "remark"
    QUOTE = "quote"
    WARNING = "warning"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph; ``lead`` stands before it, emphasised."""

    text: str
    tone: Tone = Tone.PLAIN
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of what follows; ``level`` 1 is the highest below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts as stacked bars, one a label; a picture of a table that stands beside it."""

    title: str
    parts: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def spoken(self) -> str:
        """The picture in words, for who does not see it."""
        rows = (f"{label}: {self._counted(counts)}" for label, counts in self.rows)
        return f"{self.title}. Bars. {'; '.join(rows)}."

    def _counted(self, counts: tuple[int, ...]) -> str:
        return (
            ", ".join(
                f"{count} {part}" for part, count in zip(self.parts, counts, strict=True) if count
            )
            or "none"
        )


@dataclass(frozen=True, slots=True)
class Point:
    """One value with its interval; None where it is undefined, or has none.

    ``remark`` stands in the place of what is missing.
    """

    label: str
    value: float | None
    interval: tuple[float, float] | None = None
    remark: str = ""

    @property
    def shown(self) -> str:
        """The figures as they are read."""
        words = shown(self.value, Form.COEFFICIENT)
        if self.interval:
            low, high = (shown(edge, Form.COEFFICIENT) for edge in self.interval)
            words += f" ({low} to {high})"
        return words


@dataclass(frozen=True, slots=True)
class Points:
    """Values from 0 to 1 with their intervals, one a line; what is below 0 stands at the edge."""

    title: str
    rows: tuple[Point, ...]

    @property
    def remark(self) -> str:
        """What stands in the place of all intervals; empty where lines have their own."""
        remarks = {point.remark for point in self.rows if point.value is not None}
        return remarks.pop() if len(remarks) == 1 else ""

    @property
    def spoken(self) -> str:
        """The picture in words, for who does not see it."""
        rows = (f"{point.label} {point.shown}" for point in self.rows)
        return " ".join(filter(None, (f"{self.title}. Values: {', '.join(rows)}.", self.remark)))


Part = Heading | Words | Table | Bars | Points


@dataclass(frozen=True, slots=True)
class Report:
    """A title, what stands below it, and the parts in order."""

    title: str
    subtitle: str
    parts: tuple[Part, ...]

    @property
    def tables(self) -> Iterator[Table]:
        """What a spreadsheet can hold of it."""
        return (part for part in self.parts if isinstance(part, Table))


def shown(value: Value, form: Form = Form.PLAIN) -> str:
    """A cell as it is read: nothing undefined looks like a number."""
    if value is None:
        return UNDEFINED
    if isinstance(value, str):
        return value[:19].replace("T", " ") if form is Form.MOMENT else value
    if form is Form.SHARE:
        return f"{value:.0%}"
    if form is Form.COEFFICIENT or isinstance(value, float):
        # Adding nought makes of -0.0 a 0.0.
        return f"{round(value, 2) + 0.0:.2f}"
    return f"{value:,}"


def shown_row(table: Table, row: Sequence[Value]) -> list[str]:
    """A row as it is read."""
    return [shown(cell, column.form) for cell, column in zip(row, table.columns, strict=True)]
