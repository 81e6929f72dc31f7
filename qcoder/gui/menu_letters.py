"""The letters that choose the entries of an open menu."""

from collections.abc import Iterator, Mapping, Sequence

_AMPERSAND = "\0"


def with_letters(texts: Sequence[str]) -> list[str]:
    """The texts with an “&” before a letter that no other has, as many as can have one.

    A mark that is there stays with the first that has its letter, unless another entry has
    no other. “&&” is the sign itself.
    """
    plain = [text.replace("&&", _AMPERSAND) for text in texts]
    wishes = [{text[place].casefold(): None for place in _preferred(text)} for text in plain]
    holders: dict[str, int] = {}
    for number, text in enumerate(plain):
        letter = text.partition("&")[2][:1].casefold()
        if letter.isalnum() and letter not in holders:
            holders[letter] = number
    for number in sorted(set(range(len(plain))) - set(holders.values())):
        _seat(number, wishes, holders, set())
    letters = {number: letter for letter, number in holders.items()}
    marked = (_marked(text, letters.get(number, "")) for number, text in enumerate(plain))
    return [text.replace(_AMPERSAND, "&&") for text in marked]


def _seat(
    number: int,
    wishes: Sequence[Mapping[str, None]],
    holders: dict[str, int],
    tried: set[str],
) -> bool:
    """Give an entry a letter, if need be one that another gives up for another of its own.

    Kuhn's way to match as many as possible.
    """
    free = next((letter for letter in wishes[number] if letter not in holders), None)
    if free is not None:
        holders[free] = number
        return True
    for letter in wishes[number]:
        if letter in tried:
            continue
        tried.add(letter)
        if _seat(holders[letter], wishes, holders, tried):
            holders[letter] = number
            return True
    return False


def _marked(text: str, letter: str) -> str:
    if letter and text.partition("&")[2][:1].casefold() == letter:
        return text
    plain = text.replace("&", "")
    places = (place for place in _preferred(plain) if plain[place].casefold() == letter)
    place = next(places, None)
    return plain if place is None else f"{plain[:place]}&{plain[place:]}"


def _preferred(text: str) -> Iterator[int]:
    """Where the letters of a text are, those that begin a word first."""
    letters = [place for place, sign in enumerate(text) if sign.isalnum()]
    yield from (p for p in letters if not text[:p].rstrip("&")[-1:].isalnum())
    yield from letters
