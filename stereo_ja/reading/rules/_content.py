"""Whether a text says something of its own, or only repeats form, prompt or itself."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["is_echo", "is_empty_form", "loops", "mentions"]

# What the stems are made of besides the group; peeled off from the left, in any order.
_STEM = ("について", "という人", "はなぜ", "は", "が", "の", "って", "なぜ", "どうして", "いつも", "皆", "みんな",
         "みな", "とても", "非常に", "全て", "すべて", "何か", "人")  # fmt: skip
_HOLE = re.compile(
    r"[（(\[【「<＜{｛《〈][^（(\[【「<＜{｛》〉]{0,24}?"
    r"(?:ここ|回答|文|内容|記入|入力|続き|形容|特徴|選択|補完|具体|理由|text|answer|option|insert)"
    r"[^）)\]】」>＞}｝》〉]{0,24}[）)\]】」>＞}｝》〉]",
    re.IGNORECASE,
)
_VARIABLE = re.compile(r"\{\{?\s*[A-Za-z_ぁ-ん一-鿿]{1,20}\s*\}?\}|<[A-Za-z_]{2,20}>|\[[A-Za-z_ ]{2,20}\]")
# The form filled in for anybody: ピアニストは...。
_ANYBODY = re.compile(r"[^。はがも]{1,20}(?:は|はなぜ|が)\s*(?:\.{2,}|…+|‥+|・{2,}|[○〇◯_＿]{2,})[。？?]*")
_FILLER = re.compile(r"[\s.．…‥・。､、,，？?！!〇○◯●◎_＿\-—―ー~〜～*＊xXｘＸ△□■（）()\[\]【】{}｛｝「」『』<>＜＞:：/|]*")
_ENDING = re.compile(r"(?:です|ます|である|だ|なのですか|のですか|ですか|のか|か|。|？|\?)*")
_PROMPT = (
    "アシスタントです", "次の文の続き", "次の疑問文の続き", "次の依頼への", "10通り", "１０通り", "十通り",
    "次の形式", "この形式に", "形式どおり", "出力形式", "出力フォーマット", "以下の形式", "フォーマットに",
    "補完してください", "完成させてください", "書いてください", "挙げてください", "出力してください",
    "回答してください", "答えてください", "書かないでください", "しないでください", "続きを書いて",
)  # fmt: skip
_REQUEST = re.compile(r"について何か.{0,16}言って(?:ください|下さい)?[」』。.\s]*$")


def mentions(text: str, group: str) -> bool:
    """Whether ``text`` names the group."""
    return bool(group) and group.lower() in text.lower()


def is_empty_form(text: str, group: str) -> bool:
    """Whether nothing is left of ``text`` without group, stem, placeholders and marks."""
    rest = unicodedata.normalize("NFKC", text)
    if _ANYBODY.fullmatch(rest):
        return True
    rest = _VARIABLE.sub("", _HOLE.sub("", rest))
    term = unicodedata.normalize("NFKC", group)
    if term:
        rest = re.sub(re.escape(term), "", rest, flags=re.IGNORECASE)
    rest = _trim(rest)
    peeled = True
    while peeled and rest:
        peeled = False
        for part in _STEM:
            if rest.startswith(part):
                rest, peeled = _trim(rest[len(part) :]), True
    return _ENDING.fullmatch(_trim(rest)) is not None


def _trim(text: str) -> str:
    start = _FILLER.match(text)
    text = text[start.end() :] if start else text
    end = len(text)
    while end and _FILLER.fullmatch(text[end - 1]):
        end -= 1
    return text[:end]


def is_echo(text: str) -> bool:
    """Whether ``text`` is a piece of the prompt: the instruction, or the request itself."""
    return any(part in text for part in _PROMPT) or _REQUEST.search(text) is not None


def loops(text: str, group: str) -> bool:
    """Whether ``text`` is one unit again and again, at least four times.

    The smallest period of the text comes from its prefix function, which is linear in length.
    """
    body = text.strip()[:2_000]
    if len(body) < 8 or len(set(body)) == 1:
        return len(body) >= 8
    fallback = [0] * len(body)
    length = 0
    for index in range(1, len(body)):
        while length and body[index] != body[length]:
            length = fallback[length - 1]
        length += body[index] == body[length]
        fallback[index] = length
    period = len(body) - fallback[-1]
    if period * 4 <= len(body):
        return True
    # A stem may come first: 子供はとてもとてもとても…
    rest = body.removeprefix(group)
    if rest != body:
        return loops(rest, "")
    return body[0] in "はがもの" and loops(body[1:], "")
