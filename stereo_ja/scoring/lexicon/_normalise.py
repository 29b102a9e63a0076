"""Turn hostile or playful spelling into text a tokeniser can read, in linear time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

__all__ = ["clean", "fold", "pieces"]

PIECE = 400
"""Longest piece in characters; MeCab is quadratic on long runs and dies on very long ones."""

_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ"))}
_SMALL_VOWELS = str.maketrans("ぁぃぅぇぉァィゥェォ", "あいうえおアイウエオ")

_INVISIBLE = re.compile(
    "[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\xad\u0300-\u036f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufeff]"
)
_LINE_BREAK = re.compile("[ \t\u3000]*[\n\r\v\f\x85\u2028\u2029][\\s]*")
_SPACE = re.compile(r"\s+")
_DASH = re.compile("[ー~〜ｰ―─]+")
_REPEAT = re.compile(r"(.)\1{2,}", re.DOTALL)
# Not after ふ or て: those small vowels spell loan words (ふぁ, てぃ), not a drawl.
_DRAWL = re.compile("(?<=[ぁ-ん])(?<![ふうてで])[ぁぃぅぇぉ]")
_KATAKANA_DRAWL = re.compile("(?<=[ァカサナハマヤラワガザダバァ])ァ+|(?<=イ)ィ+")
_LONG_E = re.compile("(?<=[えけせてねへめれげぜでべぺ])ー")
_LONG_HIRAGANA = re.compile("(?<=[ぁ-ん])ー")
_KATAKANA_RUN = re.compile("[ァ-ヶー]*[ァ-ヶ]ー[ァ-ヶー]*")

# Nothing below changes such a piece: no long mark, small vowel, 氏, 市, 死, タヒ or run of three.
_PLAIN = re.compile(r"(?:([あいうえおか-ゖァアイウエオカ-パビ-ヲンヴ、。々一-氎氐-龥])(?!\1\1))+")
_GUARDED = re.compile("[市死]")

# Ways of writing 死ね and 殺す that dodge word filters. The guards keep Tahiti (タヒチ), an
# honorific before ね, and numbers such as 14 out.
_DISGUISES = (
    (re.compile("タヒ(?=[なにぬねのん])"), "死"),
    (re.compile("(?<![一-龥々A-Za-zァ-ヶ])[氏市](?=ね(?:[よやカクゴ!！。、ーw]|$))"), "死"),
    (re.compile("(?<![0-9時第])4(?=ね(?:[よやカクゴ!！。、w]|$))"), "死"),
    (re.compile("(?<![0-9時第])4(?=んで(?:くれ|ほし|よ|$))"), "死"),
    (re.compile("(?<![0-9])56(?=[すさしせ])"), "殺"),
    (re.compile("死ねえ+"), "死ね"),
    (re.compile("(?<![0-9])[〇○◯](?=ね(?:[よやカクゴ!。、]|$))"), "死"),
    (re.compile("(?<=[気手目血歯毛])[ぃぇぁぅ]+"), ""),
    (re.compile("(?<=[ぁ-ゖァ-ヶ一-龥])[○◯●◎*×☆★♡](?=[ぁ-ゖァ-ヶ])"), "〇"),
    (re.compile("(?<![ぁ-ゖァ-ヶ一-龥0-9])[○◯●*×](?=[ぁ-ゖ])"), "〇"),
    (re.compile("(?<=死)[、・.](?=ね(?:[よやカクゴ!！。、w]|$))"), ""),
    (re.compile("死[〇○◯](?=$|[^日年月一-龥])"), "死ね"),
)


def fold(text: str) -> str:
    """Katakana to hiragana, so that バカ and ばか share a key. Same length as ``text``."""
    return text.translate(_KATAKANA_TO_HIRAGANA)


def pieces(text: str) -> Iterator[str]:
    """Cut ``text`` into pieces of at most 400 characters, at a sentence end where there is one."""
    start = 0
    while len(text) - start > PIECE:
        window = text[start : start + PIECE]
        cut = max(window.rfind(mark) for mark in "。\n！？!?") + 1
        start += cut or PIECE
        yield window[: cut or PIECE]
    yield text[start:]


def clean(piece: str, slang: frozenset[str] = frozenset()) -> str:
    """One piece in a canonical spelling.

    Args:
        piece: At most 400 characters (:func:`pieces`), so that NFKC's sorting of combining
            marks stays cheap on any input.
        slang: Katakana words to restore when drawn out, as キモーイ to キモイ.

    Returns:
        NFKC text in lower case without controls and invisible characters; white space as 、 and
        line breaks as 。; at most two of one character in a row; drawls such as きもーい,
        うぜぇ and バカァァ undone.
    """
    if _PLAIN.fullmatch(piece) and not _GUARDED.search(piece):
        return piece
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", _INVISIBLE.sub("", piece))).strip()
    text = _SPACE.sub("、", _LINE_BREAK.sub("。", text)).lower()
    text = _REPEAT.sub(r"\1\1", _DASH.sub("ー", text))
    # うるせー is うるせえ, but きもーい is きもい.
    text = _LONG_HIRAGANA.sub("", _LONG_E.sub("え", _DRAWL.sub(_plain_vowel, text)))
    text = _KATAKANA_DRAWL.sub("", text)
    if "ー" in text and slang:
        text = _KATAKANA_RUN.sub(lambda run: _restore(run.group(), slang), text)
    for pattern, plain in _DISGUISES:
        text = pattern.sub(plain, text)
    return text


def _plain_vowel(match: re.Match[str]) -> str:
    return match.group().translate(_SMALL_VOWELS)


def _restore(run: str, slang: frozenset[str]) -> str:
    short = run.replace("ー", "")
    return short if fold(short) in slang else run
