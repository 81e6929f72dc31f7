"""Layers of codings of one transcript, compared: where coders say the same and where not.

In two stages. First every code by itself: what overlaps is a clump (``clumps``), and codings
of different coders in it that overlap enough are one place (``alignment``). Then across codes,
among what only one coder coded: two codes on nearly the same words are one place as well
(``substitution``). Each place becomes a :class:`~qcoder.domain.consensus.Difference` of one
kind (``classify``), measured against the grain of its code (``grain``) in words of speech
(``speech_words``), and differences that touch are numbered as one passage (``passages``).
``docs/consensus.md`` gives the reasons.
"""

from qcoder.comparison.differences import Comparison, compare
from qcoder.domain.fillers import ENGLISH, FillerWords

__all__ = ["ENGLISH", "Comparison", "FillerWords", "compare"]
