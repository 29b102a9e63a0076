"""Conditions an entry may put on its neighbourhood (the ``when`` column of the tables)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from stereo_ja.scoring.lexicon import _position
from stereo_ja.scoring.lexicon._cues import cue
from stereo_ja.scoring.lexicon._morphology import Token

__all__ = ["CONDITIONS", "holds"]

Tokens = Sequence[Token]

_BENEFACTIVES = cue("benefactive")
_COPULAS = cue("copula")
_TAILS = cue("tail")
_OWNERS = cue("owner")
_PERSONS = cue("person")
_POINTED = cue("pointed")
_NOUNS = ("名詞", "接尾辞")
_NEAR = 12
"""Morphemes on either side in which a person must be mentioned for ``person``."""
_GOERS = {"けど", "が", "から", "し", "のに", "ので", "けれど"}


def holds(when: str, tokens: Tokens, start: int, end: int) -> bool:
    """Whether the condition ``when`` is met by the match ``tokens[start:end]``.

    Args:
        when: Empty: always. ``alone``: one morpheme only. ``order``: a command, request or wish
            (死ね, 消えてくれ, 死ねばいい). ``menace``: an announcement of violence (殺すぞ,
            殺してやる). ``said``: said of somebody, not the thing itself (お前はゴミだ, not
            ゴミを出す). ``person``: a person is mentioned nearby. ``called``: both, or nothing
            else in the text (animals). ``exclaim``: an interjection, or all of its clause.
            ``suffix``: attached to a verb or adjective (使い-やすい). ``raw``: never here, the
            matcher's business. ``ends``, ``opens``, ``whole``, ``asked``, ``sneer``, ``noun``,
            ``command``, ``forbidden``: see _position.py. ``you``: somebody is spoken to or
            pointed at (お前, こいつ).
        tokens: The text.
        start: First morpheme of the match.
        end: One past its last morpheme.
    """
    if not when:
        return True
    return CONDITIONS[when](tokens, start, end)


def _at(tokens: Tokens, position: int) -> Token | None:
    return tokens[position] if 0 <= position < len(tokens) else None


def _clause_ends(token: Token | None) -> bool:
    return token is None or token.pos in ("補助記号", "記号") or token.surface in ("w", "ww")


def _order(tokens: Tokens, start: int, end: int) -> bool:
    verb = tokens[end - 1]
    after, second = _at(tokens, end), _at(tokens, end + 1)
    if verb.form.startswith("命令形"):
        return True
    if verb.form.startswith("仮定形"):
        if after is None or after.surface != "ば":
            # The tagger takes a bare 死ね for the form before ば.
            return after is None or after.surface not in ("ど", "ども")
        return second is None or second.lemma in ("良い", "いい") or _clause_ends(second)
    if after is None:
        return False
    if verb.form.startswith("連用形"):
        if after.surface in ("て", "で"):
            third = _at(tokens, end + 2)
            if second is None or second.lemma in _BENEFACTIVES or second.form == "命令形":
                return True
            if second.surface in ("よ", "ろ", "や"):
                return _clause_ends(third)
            return second.pos == "補助記号" and second.surface not in ("、", "…", "ー")
        if after.lemma in ("為さる", "なさい", "やがる") or after.surface in ("なさい", "ろ", "や"):
            return True
        # 黙れカス: read as the stem of 黙れる before a noun.
        stem = verb.surface + "る" == verb.base == verb.lemma
        return stem and after.pos in ("名詞", "代名詞", "補助記号")
    if verb.form.startswith(("終止形", "連体形")):
        return after.lemma == "べし" or (after.lemma in ("方", "ほう") and second is not None)
    return False


def _menace(tokens: Tokens, start: int, end: int) -> bool:
    verb = tokens[end - 1]
    after, second = _at(tokens, end), _at(tokens, end + 1)
    if verb.form.startswith("意志"):
        return True
    if after is None:
        return False
    if after.surface in ("ぞ", "ぞっ", "たろ", "たる", "ど", "たろう"):
        return True
    if after.surface in ("て", "で") and second is not None:
        return second.lemma in ("遣る", "やる") or second.base in ("やる", "てえ")
    if after.base in ("たる", "ちゃう") or after.lemma in ("てやる", "ちまう"):
        return second is None or second.surface in ("ぞ", "よ", "か")
    return after.lemma == "たい" and _clause_ends(second)


def _said(tokens: Tokens, start: int, end: int) -> bool:
    after = _at(tokens, end)
    before = _at(tokens, start - 1)
    if before is not None and before.surface == "の":
        owner = _at(tokens, start - 2)
        if owner is not None and owner.surface in _OWNERS:
            return True
    if after is None or _clause_ends(after):
        # ゴミ！ and このゴミ！ are said of somebody, 燃えるゴミ is not.
        return before is None or before.pos in ("補助記号", "連体詞") or _person(tokens, start, end)
    if after.lemma in _TAILS or after.surface in _TAILS or after.surface in _COPULAS:
        return True
    return after.surface in _GOERS and after.pos != "助詞"


def _called(tokens: Tokens, start: int, end: int) -> bool:
    return _said(tokens, start, end) and (end - start == len(tokens) or _person(tokens, start, end))


def _person(tokens: Tokens, start: int, end: int) -> bool:
    near = (*tokens[max(0, start - _NEAR) : start], *tokens[end : end + _NEAR])
    return any(
        token.lemma in _PERSONS or (token.pos in _NOUNS and token.lemma[-1] in "人者員師家生民族")
        for token in near
    )


def _exclaim(tokens: Tokens, start: int, end: int) -> bool:
    alone = _clause_ends(_at(tokens, start - 1)) and _clause_ends(_at(tokens, end))
    return alone or tokens[start].pos == "感動詞"


def _suffix(tokens: Tokens, start: int, end: int) -> bool:
    return start > 0 and tokens[start - 1].form.startswith(("連用形", "語幹"))


def _you(tokens: Tokens, start: int, end: int) -> bool:
    return any(token.lemma in _POINTED for token in tokens)


CONDITIONS: dict[str, Callable[[Tokens, int, int], bool]] = {
    "alone": lambda tokens, start, end: end - start == 1,
    "order": _order,
    "menace": _menace,
    "person": _person,
    "exclaim": _exclaim,
    "suffix": _suffix,
    "said": _said,
    "called": _called,
    "ends": _position.closing,
    "opens": _position.opening,
    "whole": _position.whole,
    "asked": _position.asked,
    "sneer": _position.sneer,
    "noun": _position.behind_noun,
    "command": _position.command,
    "forbidden": _position.forbidden,
    "you": _you,
    "raw": lambda tokens, start, end: False,
    "head": lambda tokens, start, end: False,
}
