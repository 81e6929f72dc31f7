"""The words of one paragraph as they are met, cut into lines at its soft breaks."""

from qcoder.importers.docx.word_line import WordLine
from qcoder.importers.plain_text import clean


class Flow:
    """Gathers the pieces of a paragraph.

    ``boxes`` are the lines of text boxes anchored in it; they follow it. Words inside the
    instruction of a field are not shown by Word; they are counted in ``unseen``.
    """

    def __init__(self) -> None:
        self._pieces: list[tuple[str, bool]] = []
        self._fields: list[bool] = []
        self._hidden: list[str] = []
        self._written = 0
        self.boxes: list[WordLine] = []
        self.deleted: list[str] = []
        self.unseen: list[str] = []
        self.issues: list[str] = []

    def add(self, words: str, *, bold: bool, hidden: bool) -> None:
        """Add words that are, or are not, bold and formatted as hidden."""
        if not all(self._fields):
            self.unseen.append(words)
            return
        cleaned = clean(words)
        self.issues += cleaned.issues
        self._pieces.append((cleaned.text, bold))
        if hidden:
            self._hidden.append(words)

    def add_written(self, mark: str) -> None:
        """Add a mark that the document itself does not have."""
        self._written += len(mark)
        self._pieces.append((mark, False))

    def field(self, kind: str | None) -> None:
        """A complex field begins, comes to its result, or ends."""
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def lines(self) -> list[WordLine]:
        """The paragraph as lines; at least one."""
        lines = [WordLine()]
        for words, bold in self._pieces:
            first, *others = words.split("\n")
            _extend(lines[-1], first, bold=bold)
            for part in others:
                lines.append(WordLine())
                _extend(lines[-1], part, bold=bold)
        lines[0].written = self._written
        lines[0].hidden = "".join(self._hidden)
        lines[0].deleted = "".join(self.deleted)
        return lines


def _extend(line: WordLine, words: str, *, bold: bool) -> None:
    # Blanks between two bold runs are often not bold themselves.
    if line.bold == len(line.text) and (bold or (line.text and not words.strip())):
        line.bold += len(words)
    line.text += words
