"""The two word tables: read, spelled out into variants, indexed and fingerprinted."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from stereo_ja.scoring.lexicon._cues import CUES, cue
from stereo_ja.scoring.lexicon._loose import HEAD, RAW, Loose
from stereo_ja.scoring.lexicon._morphology import Token
from stereo_ja.scoring.lexicon._normalise import clean, fold

__all__ = ["SENTIMENT", "TOXICITY", "Entry", "Index", "fingerprint", "load", "rows", "slang"]

_HERE = Path(__file__).parent
TOXICITY = _HERE / "toxicity.tsv"
SENTIMENT = _HERE / "sentiment.tsv"

_REMEMBERED = 100_000
_NEVER_FIRST = cue("never_first")
_SLOT = re.compile(r"\{([^{}]*)\}")
# What may stand where a table writes {が}: 頭が悪い, 頭の悪い, 頭も悪い, 頭悪い.
_PARTICLES = {
    "が": ("が", "は", "も", "の", "って", ""),
    "を": ("を", "も", "は", "ばかり", ""),
    "に": ("に", "には", "にも", "は", ""),
    "で": ("で", "でも", "では"),
}
_U_ROW, _E_ROW = "うくすつぬむるぐぶ", "えけせてねめれげべ"
_KATAKANA_WORD = re.compile("[ァ-ヶ]+")


@dataclass(frozen=True)
class Entry:
    """One line of a table."""

    text: str
    """As written in the table."""
    group: str
    """Toxicity class (``insult``, ``threat`` ...) or ``positive`` / ``negative``."""
    weight: float
    """Toxicity in (0, 1), or strength of polarity (1 is an ordinary polar word)."""
    when: str
    """Condition on the neighbourhood (``_context.holds``); empty for none."""


Opening = tuple[tuple[Entry, ...], bool, int]
"""Entries that are this one morpheme, whether longer ones can begin with it, and loose ones."""


@dataclass
class Index:
    """Entries by what they look like in a text."""

    written: dict[str, list[Entry]] = field(default_factory=dict)
    """By folded spelling; looked up with the last morpheme as it stands, in its dictionary
    form and as its lemma."""
    phrases: dict[str, list[Entry]] = field(default_factory=dict)
    """Entries of several morphemes by joined lemmas: アタマが悪い is found as 頭が悪い."""
    parts: dict[str, str] = field(default_factory=dict)
    """Part of speech of the entries that are one morpheme."""
    starts: frozenset[str] = frozenset()
    """Prefixes of the keys of ``written``: where a longer match may still come."""
    phrase_starts: frozenset[str] = frozenset()
    openings: dict[Token, Opening] = field(default_factory=dict)
    """What each morpheme can begin; filled as texts are read."""
    loose: Loose[Entry] = field(default_factory=Loose[Entry])
    """Entries with ``raw`` and ``head``."""

    def opening(self, token: Token) -> Opening:
        """What may begin with ``token``; computed once per morpheme and remembered."""
        if len(self.openings) >= _REMEMBERED:
            self.openings.clear()
        common = token.pos in ("助詞", "助動詞") and token.surface in _NEVER_FIRST
        head = self.loose.may_begin(token)
        if token.pos == "補助記号" or common:
            answer: Opening = ((), False, head)
        else:
            alone = tuple(
                entry
                for form in token.forms
                if form in self.written and _same_part(self.parts.get(form), token)
                for entry in self.written[form]
            ) + self._of_form(token)
            longer = token.surface in self.starts or token.lemma in self.phrase_starts
            answer = (alone, longer, head)
        self.openings[token] = answer
        return answer

    def _of_form(self, token: Token) -> tuple[Entry, ...]:
        # Rows such as <動詞:命令形> stand for every verb in that form.
        kind = token.form.partition("-")[0]
        if token.pos not in ("動詞", "助動詞") or not kind:
            return ()
        return tuple(self.written.get(f"<{token.pos}:{kind}>", ()))


def rows(path: Path) -> Iterator[Entry]:
    """The entries of a table: entry, group, weight, when, separated by tabs; # comments."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "entry\t")):
            text, group, weight, when = line.split("\t")
            yield Entry(text, group, float(weight), "" if when == "-" else when)


def fingerprint() -> str:
    """First 8 hexadecimal digits of the SHA-256 over toxicity, sentiment and cue tables."""
    tables = b"".join(path.read_bytes() for path in (TOXICITY, SENTIMENT, CUES))
    return hashlib.sha256(tables).hexdigest()[:8]


def slang(entries: Sequence[Entry]) -> frozenset[str]:
    """Folded one-word katakana spellings, which :func:`clean` restores from drawn-out ones."""
    return frozenset(fold(e.text) for e in entries if _KATAKANA_WORD.fullmatch(e.text))


def load(entries: Sequence[Entry], tokens: Callable[[str], list[Token]]) -> Index:
    """Index ``entries``. Of several with one spelling those with a condition are tried first.

    Args:
        entries: Rows of one table.
        tokens: The tagger's function from text to morphemes.
    """
    index = Index()
    for entry in entries:
        for variant in _variants(entry.text, entry.when):
            key = fold(clean(variant))
            if entry.when in (RAW, HEAD):
                index.loose.add(entry.when, key, entry)
                continue
            _add(index.written, key, entry)
            if key[0] == "<":
                continue
            morphemes = tokens(variant)
            if len(morphemes) == 1:
                index.parts.setdefault(key, morphemes[0].pos)
            elif all(token.lemma == token.base for token in morphemes):
                # Only entries spelled as unidic spells its lemmas: it files 穢れる under 汚れる.
                _add(index.phrases, "".join(token.lemma for token in morphemes), entry)
    for known in (*index.written.values(), *index.phrases.values()):
        known.sort(key=lambda entry: not entry.when)
    index.starts = _prefixes(index.written)
    index.phrase_starts = _prefixes(index.phrases)
    index.loose.finish()
    return index


def _same_part(part: str | None, token: Token) -> bool:
    # 禿げ in 禿げた is a verb and not the noun of the table.
    if part is None or part == token.pos:
        return True
    return not {part, token.pos} & {"動詞", "形容詞"}


def _add(entries: dict[str, list[Entry]], key: str, entry: Entry) -> None:
    known = entries.setdefault(key, [])
    if entry not in known:
        known.append(entry)


def _variants(text: str, when: str) -> Iterator[str]:
    parts = _SLOT.split(text)
    choices = [_choices(part) if i % 2 else (part,) for i, part in enumerate(parts)]
    for combination in itertools.product(*choices):
        plain = "".join(combination)
        yield plain
        if when == "order" and plain[-1] in _U_ROW:
            # The tagger takes many a bare 黙れ for a form of 黙れる.
            yield plain[:-1] + _E_ROW[_U_ROW.index(plain[-1])] + "る"
        if plain.endswith("ない") and len(plain) > 2:
            yield from _polite_negatives(plain[:-2])


def _choices(slot: str) -> Sequence[str]:
    # {が} stands for a particle, {る|ん} for one of the spellings named.
    return _PARTICLES[slot] if slot in _PARTICLES else slot.split("|")


def _polite_negatives(stem: str) -> Iterator[str]:
    # 教養がない -> 教養がありません; 使えない -> 使えません, 使えず.
    if stem[-1] in "がはものくゃ" or "一" <= stem[-1] <= "龥":
        yield f"{stem}ありません"
        yield f"{stem}なし"
    else:
        yield f"{stem}ません"
        yield f"{stem}ず"


def _prefixes(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(key[:end] for key in keys for end in range(1, len(key) + 1))
