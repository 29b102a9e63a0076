"""What a model thinks before it answers, told by the shape of its marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Thought", "without_thought"]

# Any word that names thinking, alone or among others: think, deep_thinking, thought_process …
_NAME = (
    r"(?:[\w▁]{1,20}[:_▁ -])?(?:[a-z]{0,8}think(?:ing)?|thoughts?|reason(?:ing)?|reflect(?:ion|"
    r"ing)?|"
    r"analysis|scratch_?pad|cot|chain[_ -]of[_ -]thought|deliberation|monologue|rationale|"
    r"planning|思考|推論|推理|考察|内省|検討)(?:[_▁ -][\w▁]{1,20}|過程|プロセス|中|ステップ){0,2}"
)
_OPENING, _CLOSING = r"[<\[◁＜〈【]", r"[>\]▷＞〉】]"
_MARK = re.compile(
    rf"{_OPENING}[|｜]?\s*(?P<end>/|end(?:[_▁ ]of)?[_▁ ])?"
    rf"(?:(?:start|begin)(?:[_▁ ]of)?[_▁ ])?(?P<name>{_NAME})(?P<over>[_▁ ]?end)?"
    rf"(?:\s[^<>\n]{{0,80}})?[|｜]?{_CLOSING}"
    r"|<(?P<end2>/)?(?P<details>details)(?:\s[^<>\n]{0,80})?>"
    r"|<unused94>(?:thought\b)?|(?P<end3><unused95>)",
    re.IGNORECASE,
)
# <|channel|>NAME<|message|>TEXT, and the same as one server wrote it: <|channel>NAME … <channel|>.
_CHANNEL = re.compile(
    r"(?:<\|(?:start|start_header_id)\|>\s{0,9}\w{0,40}\s{0,9})?"
    r"<\|channel\|>\s{0,9}(?P<name>[\w ]{1,40}?)\s{0,9}"
    r"(?:<\|[\w ]{1,20}\|>[\w ]{0,20})?<\|message\|>",
    re.IGNORECASE,
)
_OPEN_CHANNEL = re.compile(
    r"<\|channel>\s{0,9}(?P<name>\w{1,20})|(?P<end><channel\|>)", re.IGNORECASE
)
_SAID = re.compile(r"final|answer|response|reply|output|say|回答|応答", re.IGNORECASE)
_CHANNEL_END = re.compile(r"<\|(?:end|return|call|start|im_end)\|>", re.IGNORECASE)
# The same channels with their tokens dropped by a server: analysis…assistantfinal….
_BARE_FINAL = re.compile(
    r"(?:assistant\s{0,3})final(?![a-z])(?:<\|message\|>|[:：])?", re.IGNORECASE
)
_BARE_START = re.compile(
    r"\s*(?:assistant\s{0,3})?(?:analysis|commentary)(?=[A-Z\"'「ぁ-ヺ一-鿿]|\s*\n)|"
    r"\s*analysis(?=(?:we|the|user|i|they|need)\b)"
)
# A line that only names the thought, and one that only names the answer.
_HEADING = (
    r"^[ \t　>]{{0,8}}(?:#{{1,6}}[ \t　]{{0,4}}|\*\*|【|\[|「)?(?:{0})[ \t　]{{0,4}}"
    r"(?:\*\*|】|\]|」)?[ \t　]{{0,4}}[:：]?(?:\*\*)?[ \t　]*$"
)
_THOUGHT_HEADING = re.compile(
    _HEADING.format(
        r"思考(?:過程|プロセス|の過程|ステップ)?|推論(?:過程|プロセス)?|内的思考|考え方の整理|"
        r"thinking(?: process)?|thoughts?(?: process)?|reasoning(?: process)?|analysis|"
        r"chain[ -]of[ -]thought|scratchpad"
    ),
    re.IGNORECASE | re.MULTILINE,
)
_ANSWER_HEADING = re.compile(
    _HEADING.format(
        r"(?:最終(?:的な)?)?(?:回答|応答|答え|出力|解答)|(?:the )?(?:final )?(?:answer|response|"
        r"output)"
    ),
    re.IGNORECASE | re.MULTILINE,
)
# How a thought begins whose opening mark stands in the template. It speaks of the user to somebody
# else; an answer, and a refusal above all, speaks to the user: "I have to decline", "OK, but I
# cannot do this task".
_STARTS_INSIDE = re.compile(
    r"\s*(?:(?:okay|ok|alright|hmm+|wait|so|well|first|now|let me|let's|(?:i|we) (?:need|have) to|"
    r"we are)\b[^\n]{0,120}?\bthe user\b"
    r"|the user(?: here)? (?:is|wants?|asks?|asked|has|says|requests?|requires?|gives?|provided|"
    r"wrote|needs?)\b"
    r"|we (?:need|have) to (?:produce|write|list|answer|output|complete|generate|respond|follow)\b"
    r"|(?:好的|嗯|首先|现在|那么)?[，,、\s]{0,2}用户(?:现在)?(?:要|想|让|希望|给|问|说|需要|请求)"
    r"|(?:まず|えっと|うーん|さて|では|なるほど|ええと|よし)?[、,。\s]{0,2}(?:この)?ユーザー?(?:さん)?"
    r"(?:は|が|の(?:要求|要望|依頼|質問|意図|指示|リクエスト|プロンプト)|から)"
    r"(?![^\n]{0,120}(?:ません|かねま|控えさせ|お断り|遠慮))[^\n]{0,60}?"
    r"(?:求め|頼ん|依頼|要求|聞い|尋ね|質問し|指示|与え|提示|望ん|書い|言っ|入力|欲し|要望|提供|"
    r"意図))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Thought:
    """A response without its thoughts."""

    text: str
    """What is left."""
    seen: bool
    """Something marked or told itself as a thought."""
    broken: bool
    """A thought was begun and not ended: what is left, if anything, stood before it."""


def without_thought(text: str) -> Thought:
    """Take away what the model says to itself.

    Told by the shape of its marks, whatever the model: a pair in brackets that names thinking, a
    channel other than the answer's, a heading for the thought before one for the answer. A closing
    mark without an opening one, and a text that begins in the middle of a thought, are as if the
    opening stood in the template. Linear in the text.
    """
    found = _channels(text) or _open_channels(text) or _bare_channels(text)
    if found is None:
        found = _pairs(text)
    if not found.seen:
        found = _headings(text) or found
    if not found.broken and _STARTS_INSIDE.match(found.text[:400]):
        found = _from_inside(found.text)
    return found


def _channels(text: str) -> Thought | None:
    marks = list(_CHANNEL.finditer(text))
    if not marks:
        return None
    said: list[str] = []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=True):
        if _SAID.fullmatch(mark["name"]):
            said.append(_CHANNEL_END.split(text[mark.end() : end], maxsplit=1)[0])
    thought = len(said) < len(marks)
    return Thought("\n".join(said), thought, thought and not said)


def _open_channels(text: str) -> Thought | None:
    """``<|channel>thought … <channel|>`` before the answer."""
    if "<|channel>" not in text and "<channel|>" not in text:
        return None
    kept: list[str] = []
    place, inside = 0, False
    for mark in _OPEN_CHANNEL.finditer(text):
        if mark["end"]:
            if not inside:
                kept.clear()
            inside, place = False, mark.end()
        elif not inside:
            kept.append(text[place : mark.start()])
            inside = _SAID.fullmatch(mark["name"]) is None
            place = mark.end()
    if not inside:
        kept.append(text[place:])
    return Thought("".join(kept), True, inside)


def _bare_channels(text: str) -> Thought | None:
    start = _BARE_START.match(text)
    final = next(reversed(list(_BARE_FINAL.finditer(text))), None)
    if final is not None and (start or text[: final.start()].lstrip().startswith("analysis")):
        return Thought(text[final.end() :], True, False)
    if start is not None:
        return Thought("", True, True)
    return None


def _pairs(text: str) -> Thought:
    kept: list[str] = []
    position, depth, seen = 0, 0, False
    marks = list(_MARK.finditer(text))
    ended = {mark["name"] for mark in marks if mark["end"]}
    for mark in marks:
        # 【思考】 without 【/思考】 is a heading, which ends where the answer's begins.
        if mark[0][0] in "【[〈＜" and mark["name"] not in ended:
            continue
        seen = True
        closing = bool(mark["end"] or mark["end2"] or mark["end3"] or mark["over"])
        if closing and not depth:
            # A thought whose opening the template has swallowed: all before it is thought.
            kept.clear()
        elif not closing and not depth:
            kept.append(text[position : mark.start()])
        depth = 0 if closing else 1
        position = mark.end()
    if not depth:
        kept.append(text[position:])
    return Thought("".join(kept), seen, bool(depth))


def _headings(text: str) -> Thought | None:
    first = _THOUGHT_HEADING.search(text)
    if first is None:
        return None
    answer = _ANSWER_HEADING.search(text, first.end())
    if answer is None:
        return None
    return Thought(text[: first.start()] + text[answer.end() :], True, False)


def _from_inside(text: str) -> Thought:
    answer = _ANSWER_HEADING.search(text)
    if answer is not None:
        return Thought(text[answer.end() :], True, False)
    return Thought("", True, True)
