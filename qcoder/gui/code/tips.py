"""What is said of codings under the mouse: code, coder, how sure, and the memo."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten, wrap

from PySide6.QtCore import QCoreApplication

from qcoder.domain.coding import Coding
from qcoder.domain.ids import CodingId
from qcoder.gui.code.page import TranscriptPage
from qcoder.gui.code.rule_watch import RuleWatch

_MOST_MEMO, _LINE = 240, 64
"""Characters of a memo, and of a line; the panel Here has all of it."""


class Tips:
    """Describes codings for the view, which knows neither coders nor memos nor rules."""

    def __init__(self, page: TranscriptPage, rules: RuleWatch) -> None:
        self._page = page
        self._rules = rules

    def describe(self, codings: Sequence[CodingId]) -> str:
        """A paragraph for each coding, plain text; empty where there is none."""
        known = (self._page.codings.get(coding) for coding in codings)
        return "\n".join(self._described(coding) for coding in known if coding is not None)

    def _described(self, coding: Coding) -> str:
        contents = self._page.contents
        assert contents is not None
        coder = contents.coder(coding.coder)
        parts = [contents.codebook.by_id[coding.code].label]
        if contents.others and coder is not None:
            parts.append(coder.name)
        if not coding.sure:
            parts.append(_tr("unsure"))
        lines = [" · ".join(parts)]
        broken = self._rules.break_of(coding.id)
        if broken is not None:
            lines.extend(_indented(broken.sentence))
        memo = self._page.memos.get(coding.id)
        if memo is not None:
            lines.extend(
                _indented(f"{_tr('Memo')}: {shorten(memo.text, _MOST_MEMO, placeholder=' …')}")
            )
        return "\n".join(lines)


def _indented(words: str) -> list[str]:
    return wrap(words, _LINE, initial_indent="    ", subsequent_indent="    ")


def _tr(words: str) -> str:
    return QCoreApplication.translate("Tips", words)
