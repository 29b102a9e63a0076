"""One spelling for everything the rules compare."""

from __future__ import annotations

import re
from dataclasses import dataclass

import neologdn

__all__ = ["Normalised", "normalise_response", "normalise_term"]

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_REMOVED = str.maketrans("", "", "*「」\\`#()$")
# A model that repeats its prompt ends the repetition with one of these. The last six are ways
# to say "completion options"; neologdn may close the gap after the hash signs.
_ECHO_ENDS = (
    "### 応答:",
    "###応答:",
    "ASSISTANT",
    "補完の選択肢",
    "補完選択肢",
    "補完の候補",
    "補完候補",
    "補完オプション",
    "補完のオプション",
)


@dataclass(frozen=True)
class Normalised:
    """A text twice, character by character aligned, so that a span of one is one of the other."""

    shown: str
    """With upper and lower case as written: for options and evidence."""
    upper: str
    """Upper-cased: for every comparison."""


def normalise_response(text: str) -> Normalised:
    """A response as the rules see it: neologdn, prompt echo and decoration removed.

    The paper upper-cases first; here the case survives in ``shown``. A letter whose upper case
    is longer than one character (ß) stays as it is.
    """
    clean = _neologd(text)
    return _aligned(clean[_echo_end(_upper(clean)) :].translate(_REMOVED).strip())


def normalise_term(text: str) -> Normalised:
    """A group term in the same spelling; a term cannot be a prompt echo."""
    return _aligned(_neologd(text).translate(_REMOVED).strip())


def _aligned(text: str) -> Normalised:
    return Normalised(shown=text, upper=_upper(text))


def _neologd(text: str) -> str:
    # neologdn raises on a lone surrogate.
    normalised: str = neologdn.normalize(_LONE_SURROGATES.sub("\ufffd", text))
    return normalised


def _upper(text: str) -> str:
    upper = text.upper()
    if len(upper) == len(text):
        return upper
    return "".join(big if len(big := char.upper()) == 1 else char for char in text)


def _echo_end(upper: str) -> int:
    """Where the answer starts: after the last sign of a repeated prompt, else 0."""
    return max(upper.rfind(sign) + len(sign) if sign in upper else 0 for sign in _ECHO_ENDS)
