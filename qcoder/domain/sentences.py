"""Where the sentences of a turn begin and end.

Speech as it is written down: sentences break off, trail away, are quoted inside others and
interrupted by [laughter], and a hurried typist leaves out capitals. What is decided:

* A stop ends a sentence also where the next word has no capital, unless it belongs to an
  abbreviation, a number or an initial.
* An ellipsis ends one only where a capital follows that is not "I": else the speaker hesitates.
* A dash ends one only where it breaks off ("at the— The nurse"), not where it sets apart.
* Closing quotes and brackets belong to the sentence they close. After a closing quote the
  sentence goes on where the next word has no capital ("“Fine?” she said").
* A mark in brackets after the end ("[laughter]") belongs to the sentence before it.
* A line end always ends a sentence: a line is a paragraph.

Every rule looks at a few characters around the place, never at the whole text. So the sentence
around a caret is found as fast in a paragraph of two million characters as in a short one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain

from qcoder.domain.abbreviations import BEFORE_A_CAPITAL, BEFORE_A_NUMBER, BEFORE_MORE, STARTERS
from qcoder.domain.spans import Span, span_or_none
from qcoder.domain.transcript import Transcript

_SELF_EVIDENT = "。！？｡।॥۔։።"
"""Stops of scripts that use them for nothing else; no blank need follow."""
_STOPS = rf".!?…؟{_SELF_EVIDENT}"
_CANDIDATE = re.compile(
    rf"(?P<line>\n)|(?:(?<![{_STOPS}])(?P<stop>[{_STOPS}]+)|(?<=[^\s—–-])(?P<dash>[—–]|--))"
    r"(?P<closers>[\"'”’»)\]」』】）]*)"
)
_OPENERS = "\"'“‘«([{¡¿「『【（"
_NEXT = re.compile(
    rf"(?P<blank>[^\S\n]*)(?:(?P<end>\n|\Z)|(?P<openers>[{re.escape(_OPENERS)}]*)"
    r"(?P<dash>[—–-]*)(?P<word>[^\W_]+(?:['’][^\W_]+)?)?)"
)
_MARKS = re.compile(
    rf"(?:[^\S\n]*(?:\[(?:(?!--)[^\[\]\n—–{_STOPS}]){{1,60}}\]|\([^\W\d]+(?: [^\W\d]+)?\))){{1,3}}"
)
_TOKEN = re.compile(r"(?:[^\W_]+[.'’-])*[^\W_]+\Z")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_I_SAID = re.compile(r"I (?:said|say|asked|ask|went|go|told|replied|answered|was like)\b")
_INITIAL_FOLLOWS = re.compile(r"[^\S\n]*[^\W\d_]\.")
_REACH = 300
"""No end depends on anything further away: three marks, an abbreviation, a word."""


def sentences(text: str, piece: Span) -> list[Span]:
    """The sentences of one piece of speech, in order, without blanks at their ends.

    Together they hold every character of ``piece`` that is no blank.
    """
    return list(_sentences_from(text, piece, piece.start))


def sentences_in(transcript: Transcript, span: Span) -> list[Span]:
    """The sentences that ``span`` touches, each in full."""
    found: list[Span] = []
    for number in transcript.turn_numbers(span):
        for piece in transcript.turns[number].speech:
            if piece.overlaps(span):
                found += _sentences_touched(transcript.text, piece, span)
    return found


def _sentences_touched(text: str, piece: Span, span: Span) -> Iterator[Span]:
    start = _last_end_before(text, piece, max(piece.start, span.start) + 1)
    for sentence in _sentences_from(text, piece, start):
        if sentence.start >= span.end:
            return
        if sentence.overlaps(span):
            yield sentence


def sentence_at(transcript: Transcript, position: int) -> Span | None:
    """The sentence around a caret; None outside speech, as in a label.

    Between two sentences it is the one that ends at the caret, else the one that follows, and
    behind the last blank of a paragraph the last.
    """
    piece = piece_at(transcript, position)
    words = _trimmed(transcript.text, piece.start, piece.end) if piece else None
    if piece is None or words is None:
        return None
    start = _last_end_before(transcript.text, piece, min(position, words.end))
    return next(_sentences_from(transcript.text, piece, start), None)


def piece_at(transcript: Transcript, position: int) -> Span | None:
    """The piece of speech, a paragraph of a turn, that has ``position`` inside or at its end."""
    number = transcript.turn_number_at(position)
    speech = transcript.turns[number].speech if number is not None else ()
    index = bisect_right(speech, position, key=lambda piece: piece.start) - 1
    return speech[index] if index >= 0 and position <= speech[index].end else None


def _sentences_from(text: str, piece: Span, start: int) -> Iterator[Span]:
    """The sentences from ``start``, which must be a sentence's end or the piece's start."""
    for end in chain(_ends(text, piece, start), (piece.end,)):
        sentence = _trimmed(text, start, end)
        start = max(start, end)
        if sentence:
            yield sentence


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return span_or_none(start, start + len(words.strip()))


def _last_end_before(text: str, piece: Span, position: int) -> int:
    """The last end of a sentence that lies before ``position``, or the start of the piece."""
    reach = _REACH
    while True:
        low = max(piece.start, position - reach)
        ends = [end for end in _ends(text, piece, low, position) if end < position]
        if ends or low == piece.start:
            return ends[-1] if ends else piece.start
        reach *= 2


def _ends(text: str, piece: Span, low: int, high: int | None = None) -> Iterator[int]:
    """The ends whose stop lies from ``low`` on, and before ``high``; that of the piece may lack."""
    high = piece.end if high is None else high
    for stop in _CANDIDATE.finditer(text, low, piece.end):
        if stop.start() >= high:
            return
        end = _end_at(text, piece, stop)
        if end is not None:
            yield end


def _end_at(text: str, piece: Span, stop: re.Match[str]) -> int | None:
    """Where the sentence ends that may end with ``stop``, marks behind it included."""
    if stop["line"]:
        return stop.end()
    marks = _MARKS.match(text, stop.end(), piece.end)
    if marks:
        after = _next(text, piece, marks.end())
        if not _is_small(after["word"]) and _is_end(text, piece, stop, after):
            return marks.end()
    return stop.end() if _is_end(text, piece, stop, _next(text, piece, stop.end())) else None


def _next(text: str, piece: Span, position: int) -> re.Match[str]:
    match = _NEXT.match(text, position, piece.end)
    assert match is not None  # every part of the pattern may be empty
    return match


def _is_end(text: str, piece: Span, stop: re.Match[str], after: re.Match[str]) -> bool:
    if after["end"] is not None:
        return True
    if stop["dash"]:
        begins = _starts_a_sentence(after["word"]) and not _is_pronoun_i(after["word"])
        return bool(after["blank"]) and begins
    if stop["stop"][-1] in _SELF_EVIDENT:
        return not (stop["closers"] and text.startswith(("と", "って"), after.start()))
    if _goes_on(text, piece, stop, after):
        return False
    if set(stop["stop"]) & set("!?؟"):
        return True
    return _full_stop_ends(text, piece, stop, after)


def _goes_on(text: str, piece: Span, stop: re.Match[str], after: re.Match[str]) -> bool:
    """Whether the sentence goes on for certain, whatever kind of stop it is."""
    if not after["blank"] and not _was_blank_forgotten(text, stop, after):
        return True
    if stop.start() > piece.start and text[stop.start() - 1] in _OPENERS:
        return True  # "[…]", "(?)", "“...Left.”"
    if (after["dash"] or stop["closers"]) and _is_small(after["word"]):
        return True
    # “Fine?” I said. But “Fine.” I said it twice: before "I said" a full stop would be a comma.
    is_comma_like = bool(stop["closers"]) and stop["stop"] != "."
    return is_comma_like and _I_SAID.match(text, after.start("word")) is not None


def _was_blank_forgotten(text: str, stop: re.Match[str], after: re.Match[str]) -> bool:
    """Whether two sentences were typed without a blank between ("no time.Then"), not "3.5"."""
    before = text[max(0, stop.start() - 2) : stop.start()]
    is_word = len(before) == 2 and before.isalpha() and before.islower()
    return (is_word or bool(stop["closers"])) and _is_capital(after["word"])


def _is_ellipsis(text: str, stop: re.Match[str]) -> bool:
    """Whether the stops are "…", "...", or part of ". . ."."""
    return (
        len(stop["stop"]) > 1
        or stop["stop"] == "…"
        or text.endswith(". ", 0, stop.start())
        or text.startswith(" .", stop.end())
    )


def _full_stop_ends(text: str, piece: Span, stop: re.Match[str], after: re.Match[str]) -> bool:
    word = after["word"]
    if _is_ellipsis(text, stop):
        return _is_capital(word) and not _is_pronoun_i(word)
    before = _TOKEN.search(text, max(piece.start, stop.start() - 24), stop.start())
    token = before[0] if before else ""
    folded = token.casefold()
    if (folded in BEFORE_MORE and not _is_acronym(token, word)) or (
        folded in BEFORE_A_NUMBER and (word or "")[:1].isdigit()
    ):
        return False
    if folded in BEFORE_A_CAPITAL:
        return _is_capital(word)
    if _is_initial(token):
        return _starts_a_sentence(word) and not _INITIAL_FOLLOWS.match(text, stop.end())
    return True


def _is_acronym(token: str, word: str | None) -> bool:
    """Whether capitals say that "MS" is no title; not where all is in capitals ("DR. SMITH")."""
    is_shouted = word is not None and len(word) > 1 and word.isupper()
    return len(token) > 1 and token.isupper() and not is_shouted


def _is_initial(token: str) -> bool:
    """Whether it is "J", "U.S" or "Ph.D": one capital, "I" excepted, or letters with stops."""
    is_letter = len(token) == 1 and token.isupper() and token != "I"
    return is_letter or _DOTTED.fullmatch(token) is not None


def _starts_a_sentence(word: str | None) -> bool:
    return _is_capital(word) and re.split("['’]", word or "")[0].casefold() in STARTERS


def _is_capital(word: str | None) -> bool:
    return word is not None and word[0].isupper()


def _is_small(word: str | None) -> bool:
    return word is not None and word[0].islower()


def _is_pronoun_i(word: str | None) -> bool:
    return word is not None and re.split("['’]", word)[0] == "I"
