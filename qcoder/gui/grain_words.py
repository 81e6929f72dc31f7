"""How exact the edges of a code's codings have to be, in words."""

from PySide6.QtCore import QCoreApplication

from qcoder.domain.codebook import Grain

translate = QCoreApplication.translate


def grain_in_words(grain: Grain) -> str:
    """As it stands in the form of a code and on the card of a difference."""
    return {
        Grain.WORD: translate("Grain", "edges to the word"),
        Grain.PHRASE: translate("Grain", "edges to the phrase"),
        Grain.SENTENCE: translate("Grain", "edges to the sentence"),
        Grain.STORY: translate("Grain", "edges to the story"),
    }[grain]
