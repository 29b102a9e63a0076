"""What surrounds a match and changes its meaning: negation, quotation, emphasis, contrast."""

from __future__ import annotations

from collections.abc import Sequence

from stereo_ja.scoring.lexicon._cues import cue
from stereo_ja.scoring.lexicon._morphology import Token

__all__ = ["contrast", "emphasised", "negated", "reported"]

Tokens = Sequence[Token]

_REACH = 9
"""Morphemes behind a match in which a negation still belongs to it."""

_LONG_QUOTE = 30
"""Morphemes behind a match in which its closing bracket is looked for."""

_LIGHT_VERBS, _LIGHT_NOUNS = cue("light_verb"), cue("light_noun")
_THINKING = cue("thinking_verb")
_CONTRAST = cue("contrast")
_BREAKS = _CONTRAST | {"し", "から", "ので"}
_TURNS = frozenset({"しかし", "でも", "だが", "ただ", "けど", "が"})
_NEGATIVES = cue("negative")
_REVERSERS, _RESCUERS = cue("reverser"), cue("rescuer")
_PROHIBITABLE = cue("prohibitable")
_CLOSING = ("」", "』", '"', "'", ")", "だ", "な", "よ")
_QUOTES = cue("quote")
_SPEECH_VERBS, _WORD_NOUNS = cue("speech_verb"), cue("word_noun")
_EMPHASIS = cue("emphasis")


def negated(tokens: Tokens, start: int, end: int) -> bool:
    """Whether what stands behind ``tokens[start:end]`` denies it.

    An odd number of negations within reach, with nothing but particles, auxiliaries and light
    verbs and nouns between. Not counted: かもしれない, に違いない, に過ぎない, しか…ない, and
    the rhetorical じゃないか, じゃない？.
    """
    count = 0
    only = start > 0 and tokens[start - 1].lemma in ("程", "ほど", "位")
    noun = tokens[end - 1].pos in ("名詞", "接尾辞", "形状詞")
    for position in range(end, min(end + _REACH, len(tokens))):
        token = tokens[position]
        before = tokens[position - 1]
        if token.lemma in _NEGATIVES and token.pos in ("助動詞", "形容詞"):
            if only or before.lemma in ("知れる", "過ぎる", "違い", "間違い"):
                break
            if _rhetorical(tokens, position):
                break
            count += 1
        elif token.lemma == "難い" or (noun and token.lemma in _REVERSERS):
            count += 1
        elif token.lemma in _RESCUERS and tokens[position - 1].surface in ("を", "に", "と", "へ"):
            count += 1
            break
        elif token.surface == "な" and token.subpos == "終助詞":
            count += before.pos == "動詞" and before.lemma in _PROHIBITABLE
            break
        elif token.surface in ("しか", "だけ"):
            only = token.surface == "しか"
        elif not _passes(token, before):
            break
    return count % 2 == 1


def _passes(token: Token, before: Token) -> bool:
    if token.pos == "助動詞":
        return True
    if token.pos == "助詞":
        return not (token.subpos == "接続助詞" and token.surface in _BREAKS)
    if token.lemma in _THINKING:
        # 怠け者とは言えない denies; お前に言われたくない does not.
        return before.surface in ("と", "は", "も", "って", "て")
    if token.pos in ("動詞", "形容詞"):
        return token.lemma in _LIGHT_VERBS
    if token.pos in ("名詞", "接尾辞", "代名詞"):
        return token.lemma in _LIGHT_NOUNS
    return token.lemma in ("という", "全然", "決して", "あまり", "余り", "全く", "なんか", "そんな")


def _rhetorical(tokens: Tokens, position: int) -> bool:
    # バカじゃないの？, おかしいんじゃない？, ひどいじゃないか: the speaker means yes.
    token = tokens[position]
    if token.pos != "形容詞" or not token.form.startswith(("終止形", "連体形")):
        return False
    before = tokens[position - 1]
    if before.surface not in ("じゃ", "では", "で", "は", "ちゃ"):
        return False
    rest = [later.surface for later in tokens[position + 1 : position + 4]]
    while rest and rest[0] in ("の", "ん", "です", "よ"):
        rest.pop(0)
    if not rest:
        return tokens[-1].surface in ("の", "ん")
    return rest[0] in ("か", "かな", "?", "w", "ww", "!?", "?!") or rest[0].startswith("?")


def reported(tokens: Tokens, start: int, end: int) -> str:
    """How the match is mentioned, if it is not simply used.

    Returns:
        ``word`` when it is talked about (「バカ」という言葉), ``speech`` when somebody said it
        (ブスと言われた), otherwise an empty string.
    """
    position = _quotation_end(tokens, end)
    while position < len(tokens) and tokens[position].surface in _CLOSING:
        position += 1
    if position >= len(tokens) or tokens[position].surface not in _QUOTES:
        return ""
    following = {token.lemma for token in tokens[position : position + 5]}
    if not following.isdisjoint(_WORD_NOUNS):
        return "word"
    return "" if following.isdisjoint(_SPEECH_VERBS) else "speech"


def _quotation_end(tokens: Tokens, end: int) -> int:
    # The closing bracket of 「やる気がないなら帰れ」, if the match stands inside the brackets.
    for position in range(end, min(end + _LONG_QUOTE, len(tokens))):
        surface = tokens[position].surface
        if surface in ("「", "『"):
            break
        if surface in ("」", "』"):
            return position
    return end


def emphasised(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a degree word stands before the match or すぎる, exclamation or laughter behind."""
    before = tokens[max(0, start - 3) : start]
    behind = tokens[end : end + 2]
    return any(token.lemma in _EMPHASIS for token in before) or any(
        token.lemma in ("過ぎる", "w", "ww", "草", "野郎") or token.surface.startswith("!")
        for token in behind
    )


def contrast(tokens: Tokens) -> int:
    """Position of the last adversative (けど, のに, が, しかし ...), or 0; the rest weighs more."""
    for position in range(len(tokens) - 2, 0, -1):
        token = tokens[position]
        if token.subpos == "接続助詞" and token.surface in _CONTRAST:
            return position
        if token.pos == "接続詞" and token.surface in _TURNS:
            return position
        if token.lemma == "筈" and tokens[position + 1].surface in ("の", "だっ", "が", "な"):
            return position
        if token.surface == "に" and tokens[position - 1].surface == "の" and token.pos == "助詞":
            return position
    return 0
