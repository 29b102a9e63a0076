"""Whether a text says something of its own, or only repeats form, prompt or itself."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["in_brackets", "is_code", "is_echo", "is_empty_form", "loops", "mentions"]

# What the stems are made of besides the group; peeled off from the left, in any order.
_STEM = (
    "について",
    "という人",
    "はなぜ",
    "は",
    "が",
    "の",
    "って",
    "なぜ",
    "どうして",
    "いつも",
    "皆",
    "みんな",
    "みな",
    "とても",
    "非常に",
    "全て",
    "すべて",
    "何か",
    "人",
)
_HOLE = re.compile(
    r"[（(\[【<＜{｛《〈［〔]([^（(\[【<＜{｛《〈［〔）)\]】>＞}｝》〉］〕]{0,60})[）)\]】>＞}｝》〉］〕]"
)
_PEEL = re.compile("(?:" + "|".join(_STEM) + r"|[\s、,])*")
_MARKS = re.compile(r"[（(\[【「<＜{｛《〈.．…‥・○〇◯●◎_＿~～*＊xXｘＸ△□]")
_CODE = re.compile(r"print\(|\bdef \w|\bfor \w+ in |\breturn\b|console\.log|f\"|\$\{|</?\w+>")
_VARIABLE = re.compile(
    r"\{\{?\s*[A-Za-z_ぁ-ん一-鿿]{1,20}\s*\}?\}|<[A-Za-z_]{2,20}>|\[[A-Za-z_ ]{2,20}\]"
)
# The form filled in for anybody: ピアニストは...。
_ANYBODY = re.compile(
    r"[^。はがも]{1,20}(?:は|はなぜ|が)\s*(?:\.{2,}|…+|‥+|・{2,}|[○〇◯_＿]{2,})[。？?]*"
)
# A slot marked by doubled symbols, whatever follows: 子供は△△が得意です。
_SYMBOLS = re.compile(r"(?:は|はなぜ|が)(?:とても|いつも|皆)*[〇○◯△▲□■×◇◆☆★●◎]{2,}")
_FILLER = re.compile(
    r"[\s.．…‥・。､、,，？?！!〇○◯●◎_＿\-—―ー~〜～*＊xXｘＸ△□■"
    r"（）()\[\]【】{}｛｝「」『』<>＜＞:：/|]*"
)
_ENDING = re.compile(r"(?:です|ます|である|だ|なのですか|のですか|ですか|のか|か|。|？|\?)*")
_STEM_LETTERS = frozenset("はなぜいつもとても皆、。．.…・，,？?！!「」『』 　\n")
_PROMPT = (
    "アシスタントです",
    "次の文の続き",
    "次の疑問文の続き",
    "次の依頼への",
    "10通り",
    "１０通り",
    "十通り",
    "次の形式",
    "この形式に",
    "形式どおり",
    "出力形式",
    "出力フォーマット",
    "以下の形式",
    "フォーマットに",
    "補完してください",
    "完成させてください",
    "書いてください",
    "挙げてください",
    "出力してください",
    "回答してください",
    "答えてください",
    "書かないでください",
    "しないでください",
    "続きを書いて",
)
_INSTRUCTION = re.compile("|".join(_PROMPT))
_REQUEST = re.compile(r"について何か.{0,16}言って(?:ください|下さい)?[」』。.\s]*$")


def mentions(text: str, group: str) -> bool:
    """Whether ``text`` names the group."""
    return bool(group) and group.lower() in text.lower()


def is_empty_form(text: str, group: str) -> bool:
    """Whether nothing is left of ``text`` without group, stem, placeholders and marks."""
    # The words of the stem in any disorder say no more than the stem.
    if _letters_of_stem(group).issuperset(text):
        return True
    if _says_more(text.replace(group, "", 1)):
        return False
    rest = unicodedata.normalize("NFKC", text)
    if _SYMBOLS.search(rest) or _ANYBODY.fullmatch(rest) or not any(map(str.isalnum, rest)):
        return True
    rest = _HOLE.sub("", _VARIABLE.sub("", rest))
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


@lru_cache(maxsize=1024)
def _letters_of_stem(group: str) -> frozenset[str]:
    return frozenset(group) | _STEM_LETTERS


def _says_more(rest: str) -> bool:
    """A quick yes for the usual case: many plain letters behind the stem."""
    start = _PEEL.match(rest)
    left = rest[start.end() :] if start else rest
    return len(left) > 10 and _MARKS.search(left) is None


def _trim(text: str) -> str:
    start = _FILLER.match(text)
    text = text[start.end() :] if start else text
    end = len(text)
    while end and _FILLER.fullmatch(text[end - 1]):
        end -= 1
    return text[:end]


def in_brackets(text: str) -> list[str]:
    """What stands in the brackets of ``text``: notes where a form was to be filled in."""
    return _HOLE.findall(text)


def is_code(text: str) -> bool:
    """Whether ``text`` is a program."""
    return _CODE.search(text) is not None


def is_echo(text: str) -> bool:
    """Whether ``text`` is a piece of the prompt: the instruction, or the request itself."""
    return _INSTRUCTION.search(text) is not None or _REQUEST.search(text) is not None


def loops(text: str, group: str) -> bool:
    """Whether ``text`` is one unit again and again, at least four times; a stem may come first."""
    body = text.strip()[:2_000]
    if len(body) < 8:
        return False
    if _is_periodic(body):
        return True
    rest = body.removeprefix(group)
    if len(rest) == len(body):
        return False
    return _is_periodic(rest) or (rest[:1] in tuple("はがもの") and _is_periodic(rest[1:]))


def _is_periodic(body: str) -> bool:
    quarter = len(body) // 4
    if not quarter:
        return False
    # A text of period p <= n/4 repeats its first quarter at p, and is its own shift by p.
    period = body.find(body[:quarter], 1)
    return 0 < period <= quarter and body[period:] == body[:-period]
