"""Speaker labels: what can be one, which are the same, and whom they stand for."""

import re
from functools import lru_cache

from qcoder.domain.transcript import SpeakerRole

MAX_LABEL = 63
"""MAXQDA's rule for a speaker before a colon; users prepare their files to it."""
_MAX_WORDS = 5
_REMEMBERED = 4096
"""Labels of some transcripts: each is looked at on every line it stands on."""
_LETTERS = frozenset("ai")
"""Words that are labels when they stand alone."""
# "Lisa B.", "Dr. Smith"; but "Cool." is an answer.
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.)+|(?:[DM]rs?|Prof|Jr|Sr|St|Ms|Int|Mod|Fac|Nr|No)\.")

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
"""Characters without width, which a label that looks the same may have or lack."""
_DROP_INVISIBLE = dict.fromkeys(map(ord, INVISIBLE))

_FORBIDDEN = re.compile(r"[!?;…\"“”„«»*=|\\{}]|\.\.|, .*, |//|--|—")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split("|"))


# What opens a sentence, but no name: "So I said:", "For example:", "Yeah".
_SENTENCE_OPENERS = _words(
    """a about actually after again ah also although always and another any anyway as at basically
    because before being but by can could did do does don't don’t eventually finally first for from
    generally great had has have he hello her here hey his hmm how however i if in instead is it
    it's it’s its just like look maybe mhm mm mm-hm mm-hmm my never nice no nope not now of oh ok
    okay on once only or our perhaps please plus really right same second secondly see she should
    since so some sometimes still sure thank thanks that that's that’s the their them then there
    there's there’s these they thing things third this those though thus to too uh uh-huh um until
    was we we're we’re well were what what's what’s when where whether which while who why with
    would wow yeah yep yes yet you you're you’re your i'd i’d i'll i’ll i'm i’m i've i’ve"""
)
# What is said of speech, inside a sentence that has a colon.
_SENTENCE_WORDS = _words(
    """am are asked asking be been do feel felt for goes going had has have he i is it like mean
    means not say saying says said she should tell telling that the they think thinks this thought
    told was we went were will would you"""
)
_STOP_WORDS = _phrases(
    """answer key|attention|audio|audio file|cc|disclaimer|e-mail|e.g|email|example|examples|fax
    |file|file name|filename|format|hint|http|https|i.e|important|keywords|nb|p.s|ps|re|recorded
    |recording|remark|subject|summary|summary keywords|tel|telephone|tip|to do|transcriber
    |transcript|transcription|transcribed by|url|version|warning|webvtt|website"""
)
_STOP_LABEL = re.compile(r"(?:figure|note|reference|source|table|fig|transcriber'?s note)s? ?\d*")
HEADER_WORDS = _phrases(
    """attendees|audio|audio file|author|city|coder|country|date|date of discussion
    |date of interview|duration|facility|file|file name|focus group|group|interview|interview date
    |language|length|location|moderators|number of participants|participant list|participants
    |participantes|place|present|project|recorded|recording|recording date|roster|session|setting
    |site|speakers|start|start time|end time|study|teilnehmer|time|title|topic|transcriber
    |transcribed by|transcript|venue"""
)
"""Labels of the lines above a transcript that say what it is."""

_MODERATOR_WORDS = _words(
    """animateur animatrice befrager befragerin chercheur chercheuse co-facilitator co-moderator
    comoderator enquêteur enquêtrice entrevistador entrevistadora facilitator facilitador
    facilitadora facilitatrice forscher forscherin gesprächsleitung host interviewer interviewerin
    interviewers intervistatore mod moderador moderadora moderator moderatorin moderatore
    modérateur modératrice presentador presentadora researcher"""
)
_MODERATOR_LABELS = _words("i int mod iv fac")
_COLLECTIVE_WORDS = _words(
    """all alle ambos both everybody everyone group many mehrere multiple several todas todos tous
    toutes various varias varios"""
)
_COLLECTIVE_NOUNS = _words(
    "participants people persons speakers students talking at once together voices crosstalk"
)
_UNKNOWN_WORDS = _words(
    """anonymous desconocido inconnu inconnue inaudible undefined unbekannt unclear unidentified
    unknown unsure"""
)
_UNKNOWN_LABELS = _phrases(
    "break|fem|female|female voice|jingle|male|male voice|masc|more info|outro|speaker|voice"
)
_NUMBERED = re.compile(
    r"(?:b|befragter?|child|f|female|fg|i|int|interviewee|m|male|man|member|n|p|parent|part"
    r"|participante?|patient|person|persona|pt|r|resp|respondent|s|sp|speaker|spk|student"
    r"|subject|teilnehmer|teilnehmerin|tn|w|woman)[ _.#-]{0,2}\d{1,3}[a-z]?"
)
_GUIDE = re.compile(
    r"(?:activity|appendix|chapter|frage|part|pregunta|question|section|theme|topic)"
    r"[ .]{0,2}(?:\d{1,2}|[ivx]{1,5}|[a-z])(?: .*)?"
)
_PRONOUNS = re.compile(r"\s*\((?:she|he|they|her|him|them|[a-z]+)/[a-z/]+\)")
_JOINED = re.compile(r"\s*(?:/|,|&|\+|\band\b|\bund\b|\by\b|\bet\b)\s*", re.IGNORECASE)


@lru_cache(maxsize=_REMEMBERED)
def printed_form(raw: str) -> str:
    """The label as it looks: no invisible characters, single blanks, no outer ones."""
    return " ".join(raw.translate(_DROP_INVISIBLE).split())


@lru_cache(maxsize=_REMEMBERED)
def fold(label: str) -> str:
    """Equal for labels that name the same speaker: case, pronouns, final dot ignored."""
    return _PRONOUNS.sub("", printed_form(label).casefold()).rstrip(" .·")


@lru_cache(maxsize=_REMEMBERED)
def is_label(label: str) -> bool:
    """Whether ``label``, in its printed form and without colon, can be a speaker."""
    if not 0 < len(label) <= MAX_LABEL or _FORBIDDEN.search(label):
        return False
    if not label[0].isalpha():
        return label.isdigit() and len(label) <= len("99")
    words = re.sub(r"\(.*?\)|,", " ", fold(label)).split()
    return 0 < len(words) <= _MAX_WORDS and not _is_sentence(label, words)


def _is_sentence(label: str, words: list[str]) -> bool:
    folded = " ".join(words)
    if folded in _STOP_WORDS or _STOP_LABEL.fullmatch(folded) or _GUIDE.fullmatch(folded):
        return True
    if len(words) == 1:
        return _ends_sentence(label) or (folded in _SENTENCE_OPENERS and folded not in _LETTERS)
    return (
        words[0] in _SENTENCE_OPENERS
        or _ends_sentence(label)
        or any(word in _SENTENCE_WORDS for word in words)
    )


def _ends_sentence(label: str) -> bool:
    return "." in label and any(
        word.endswith(".") and not _ABBREVIATION.fullmatch(word) for word in label.split()
    )


@lru_cache(maxsize=_REMEMBERED)
def is_known(label: str) -> bool:
    """Whether ``label`` is a speaker even where it stands once: Moderator, P3, All."""
    return role_of(label) is not SpeakerRole.PARTICIPANT or bool(_NUMBERED.fullmatch(fold(label)))


@lru_cache(maxsize=_REMEMBERED)
def role_of(label: str) -> SpeakerRole:
    """Whom a label stands for, judged by its words."""
    folded = fold(label)
    words = folded.replace("(", " ").replace(")", " ").replace("_", " ").split()
    stems = {word.rstrip("0123456789.") for word in words}
    if stems & _MODERATOR_WORDS or folded.rstrip("0123456789 ") in _MODERATOR_LABELS:
        return SpeakerRole.MODERATOR
    if stems & _UNKNOWN_WORDS or folded in _UNKNOWN_LABELS:
        return SpeakerRole.UNKNOWN
    is_collective = bool(words) and set(words) <= _COLLECTIVE_WORDS | _COLLECTIVE_NOUNS
    return SpeakerRole.COLLECTIVE if is_collective else SpeakerRole.PARTICIPANT


def joint_parts(label: str) -> tuple[str, ...]:
    """The folded labels that a joint one ("P1 and P2", "P1/P2") names; empty for one name."""
    parts = tuple(fold(part) for part in _JOINED.split(printed_form(label)))
    return parts if len(parts) > 1 and all(parts) else ()


def shape(label: str) -> str:
    """``P12`` and ``P3`` have one shape, ``P#``; empty where there is no number."""
    shaped = re.sub(r"\d+", "#", fold(label))
    return shaped if "#" in shaped else ""
