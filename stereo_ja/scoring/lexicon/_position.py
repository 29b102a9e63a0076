"""Conditions on where in its sentence an entry stands, and on how the sentence ends."""

from __future__ import annotations

from collections.abc import Sequence

from stereo_ja.scoring.lexicon._cues import cue
from stereo_ja.scoring.lexicon._morphology import Token

__all__ = ["asked", "behind_noun", "closing", "command", "forbidden", "opening", "sneer", "whole"]

Tokens = Sequence[Token]

_LAUGHTER, _CHEERS = cue("laughter"), cue("cheer")
_PROHIBITABLE, _KIND = cue("prohibitable"), cue("kind_command")
_SPEECH = ("と", "って", "とか", "っていう")
_MARKS = ("補助記号", "記号", "空白")
_NOUNS = ("名詞", "接尾辞", "代名詞", "形状詞")


def _trailing(token: Token) -> bool:
    return token.pos in _MARKS or token.subpos == "終助詞" or token.surface in _LAUGHTER


def closing(tokens: Tokens, start: int, end: int) -> bool:
    """Nothing but particles, marks and laughter follows in the sentence."""
    for token in tokens[end:]:
        if token.surface in ("。", "!", "?", "!!"):
            return True
        if not _trailing(token) and token.surface not in ("な", "ね", "よ", "や", "わ"):
            return False
    return True


def opening(tokens: Tokens, start: int, end: int) -> bool:
    """The entry begins the text or follows a mark or an interjection."""
    return start == 0 or tokens[start - 1].pos in (*_MARKS, "感動詞")


def whole(tokens: Tokens, start: int, end: int) -> bool:
    """The entry (such as あっそ) is all the text says."""
    before = all(token.pos in (*_MARKS, "感動詞") for token in tokens[:start])
    return before and all(_trailing(token) for token in tokens[end:])


def asked(tokens: Tokens, start: int, end: int) -> bool:
    """A question follows the entry within six morphemes: 暇なの？, 目ついてんのか."""
    behind = tokens[end : end + 6]
    if any(token.surface[0] == "?" for token in behind):
        return True
    last = [token.surface for token in tokens[end:] if not _trailing(token) or token.pos == "助詞"]
    return bool(last) and last[-1] in ("か", "の", "ん", "のか", "んか") and len(last) <= 6


def sneer(tokens: Tokens, start: int, end: int) -> bool:
    """The text ends in laughter or is marked as deadpan: …ですねｗ, …ですね（棒）."""
    return any(token.surface in _LAUGHTER for token in tokens[max(end, len(tokens) - 3) :])


def behind_noun(tokens: Tokens, start: int, end: int) -> bool:
    """The entry is attached to a noun: 主婦-ごときが, 店員-風情."""
    return start > 0 and tokens[start - 1].pos in _NOUNS


def command(tokens: Tokens, start: int, end: int) -> bool:
    """A blunt command (作ってろ), neither a cheer (頑張れ) nor a request nor a quotation."""
    verb = tokens[start]
    if verb.lemma in _KIND or not verb.form.startswith("命令形"):
        return False
    if verb.lemma in _CHEERS or (start > 1 and tokens[start - 2].lemma in _CHEERS):
        return False
    after = tokens[end] if end < len(tokens) else None
    return after is None or after.surface not in _SPEECH


def forbidden(tokens: Tokens, start: int, end: int) -> bool:
    """A blunt prohibition (出しゃばるな), not a comforting one (気にするな, 泣くな)."""
    if end >= len(tokens) or tokens[end].surface != "な" or tokens[end].subpos != "終助詞":
        return False
    if not tokens[start].form.startswith("終止形") or tokens[start].lemma in _PROHIBITABLE:
        return False
    after = tokens[end + 1] if end + 1 < len(tokens) else None
    return after is None or after.surface not in _SPEECH
