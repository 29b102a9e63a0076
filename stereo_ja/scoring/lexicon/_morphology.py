"""Japanese morphemes from MeCab (fugashi) with the unidic-lite dictionary."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stereo_ja.errors import ScorerUnavailable
from stereo_ja.scoring.lexicon._cues import cue
from stereo_ja.scoring.lexicon._normalise import clean, fold, pieces

__all__ = ["POTENTIAL", "Morphology", "Token"]

_KNOWN_LINES = 100_000
"""Parsed tagger lines kept in memory (about 40 MB at most)."""

# surface, part of speech 1 and 2, conjugation type and form, lemma reading, lemma, base form
_KNOWN = r"%m\t%f[0]\t%f[1]\t%f[4]\t%f[5]\t%f[6]\t%f[7]\t%f[10]\t.\n"
_UNKNOWN = r"%m\t%f[0]\t%f[1]\t\t\t\t%m\t%m\t.\n"

_WORD_CHARACTER = re.compile("[ぁ-ゖァ-ヺ㐀-鿿々豈-﫿𠀀-𿿽]")
_KATAKANA = re.compile("[ァ-ヶー]+")
_NET_WORDS = cue("net_word")
_NOT_WORDS = ("補助記号", "空白")
POTENTIAL = "可能"
"""``subpos`` of verbs such as 使える, which unidic files under 使う."""
_E_ROW = "エケセテネヘメレゲゼデベペ"


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """One morpheme. ``surface``, ``base`` and ``lemma`` are folded to hiragana.

    Equal only to itself: one object stands for all occurrences of a tagger line, which makes it
    a cheap dictionary key.
    """

    surface: str
    base: str
    """Dictionary form as written: 使える for 使えない."""
    lemma: str
    """Dictionary form across spellings: 馬鹿 for バカ; but 使える, not 使う, for 使えない."""
    pos: str
    """Part of speech, first level: 名詞, 動詞, 形容詞 ..."""
    subpos: str
    form: str
    """Conjugation form: 命令形, 連用形-一般 ...; empty for what does not conjugate."""
    is_word: bool
    """Written in kana or kanji and neither punctuation nor a numeral."""
    forms: tuple[str, ...]
    """Surface, base and lemma without repeats: what a table may call the morpheme."""
    initials: tuple[str, ...]
    """The distinct first characters of ``forms``."""
    katakana: bool = False
    """Written in katakana only."""


class Morphology:
    """A tagger over unidic-lite. Safe to share between threads."""

    def __init__(self) -> None:
        """Load the dictionary.

        Raises:
            ScorerUnavailable: fugashi or unidic-lite is missing or does not load.
        """
        self._tagger = _load_tagger()
        self._lock = threading.Lock()
        self._tokens: dict[str, Token] = {}

    def tokens(self, text: str, slang: frozenset[str] = frozenset()) -> list[Token]:
        """The morphemes of ``text`` after :func:`clean`. Linear in the length of the text."""
        found: list[Token] = []
        for piece in pieces(text):
            spelling = clean(piece, slang)
            if not spelling:
                continue
            with self._lock:
                lines = self._tagger.parse(spelling).split("\n")
            known = self._tokens
            found += [known.get(line) or self._token(line) for line in lines if line]
        return found

    def _token(self, line: str) -> Token:
        if len(self._tokens) >= _KNOWN_LINES:
            self._tokens = {}
        return self._tokens.setdefault(line, _read(line))


def _load_tagger() -> Any:
    try:
        import fugashi
        import unidic_lite
    except ImportError as error:
        package = str(error.name).replace("_", "-")
        msg = f"the lexicon scorer needs {package}: pip install {package}"
        raise ScorerUnavailable(msg) from None
    folder = unidic_lite.DICDIR
    # An empty -O: otherwise the dictionary's own output format overrides the one given here.
    options = f'-r "{Path(folder, "mecabrc")}" -d "{folder}" -O ""'
    try:
        return fugashi.GenericTagger(f"{options} '-F{_KNOWN}' '-U{_UNKNOWN}' -E \"\"")
    except Exception:
        msg = f"the dictionary in {folder} does not load: pip install --force-reinstall unidic-lite"
        raise ScorerUnavailable(msg) from None


def _read(line: str) -> Token:
    surface, pos, subpos, kind, form, reading, lemma, base, _ = line.split("\t")
    lemma = fold(lemma.partition("-")[0]) or surface
    base = fold(base)
    # unidic files a potential verb under its plain verb; 使えない must not become 使わない.
    if (
        kind.startswith("下一段")
        and len(reading) > 1
        and not (reading[-1] == "ル" and reading[-2] in _E_ROW)
    ):
        lemma, subpos = base, POTENTIAL
    if lemma == "無い":
        lemma = "ない"
    is_word = pos not in _NOT_WORDS and subpos != "数詞" and bool(_WORD_CHARACTER.search(surface))
    is_word = is_word or surface in _NET_WORDS
    katakana = bool(_KATAKANA.fullmatch(surface))
    surface = fold(surface)
    forms = tuple(dict.fromkeys(name for name in (surface, base, lemma) if name))
    initials = tuple(dict.fromkeys(name[0] for name in forms))
    return Token(surface, base, lemma, pos, subpos, form, is_word, forms, initials, katakana)
