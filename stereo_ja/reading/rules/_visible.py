"""What is said to the user: no thinking, no special tokens, no later turns, no echoed prompt."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stereo_ja.reading.rules._content import is_echo

__all__ = ["MOST_CHARACTERS", "Visible", "is_backend_message", "visible"]

MOST_CHARACTERS = 60_000
"""What stands behind is not read: ten options never need as much, and hostile text may."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile("[\x00\u200b\u200e\u200f\u2060\ufeff]")
_THINK = re.compile(r"<(/?)(?:think|thinking|thought|reasoning)>|\[(/?)THINK\]", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|</(?:p|li|div|tr|h[1-6])>", re.IGNORECASE)
_SPECIAL = re.compile(
    r"<\|[^|<>\n]{1,40}\|>|</?s>|<(?:eos|bos|pad|unk|mask|sep|cls|end_of_turn|EOD\|LLM-jp)>"
    r"|\[/?(?:INST|EOS|PAD|UNK|SEP|CLS)\]|<0x[0-9A-Fa-f]{2}>",
    re.IGNORECASE,
)
# A later turn: a role after a special token, or a heading that only prompts have.
_TURN = re.compile(
    r"(?:<\|?(?:im_start|start_header_id|start_of_turn|user|start)\|?>[ \t　]*(?:user|"
    r"human|system)?)"
    r"|^[ \t　]*(?:#{2,}[ \t　]*(?:指示|入力|ユーザー|質問|User|Instruction|Input)[ \t　]*[:：]?"
    r"|(?:ユーザー|User|Human|USER)[ \t　]*[:：]|user[ \t　]*$)",
    re.MULTILINE | re.IGNORECASE,
)
_ROLES = re.compile(
    r"^[ \t　]*(?:assistant|user|system|model)[ \t　]*[:：]?[ \t　]*$", re.MULTILINE | re.IGNORECASE
)
_ANSWER = re.compile(
    r"^[ \t　]*(?:#{2,}[ \t　]*(?:応答|回答|Response|Assistant)[ \t　]*[:：]?"
    r"|(?:assistant|model|アシスタント)[ \t　]*(?:[:：]|$)"
    r"|<\|?assistant\|?>)",
    re.MULTILINE | re.IGNORECASE,
)
_BACKEND = re.compile(
    r"\[[\w \-:,]{0,60}(?:error|null|no response|no answer|failed|timeout|empty)[^\n\]]{0,80}\]"
    r"|<(?:no[ _]response|no[ _]answer|empty|error|null|none)>"
    r"|(?:none|null|nan|undefined|n/a)"
    r"|(?:[\w.]*(?:Error|Timeout|Exception)|error code|api error|http error|timeout|rate limit)"
    r"\b[^\n]{0,300}"
    r"|(?:HTTP[ /\d.]*)?[45]\d\d[ :\-][A-Za-z ]{3,60}"
    r"|\{\s*\"error\".{0,400}\}"
    r"|(?:<!doctype html>\s*)?<html.{0,200}(?:[45]\d\d|error|gateway|unavailable|timeout).{0,400}",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Visible:
    """The part of a response that decides."""

    text: str
    think: bool
    """A thinking tag was there."""
    broken_thought: bool
    """A thought was opened and never closed."""


def is_backend_message(response: str) -> bool:
    """Whether the whole response is a message of client or server in place of an answer."""
    text = response.strip()
    return len(text) <= 400 and _BACKEND.fullmatch(text) is not None


def visible(response: str) -> Visible:
    """Take away everything the user is not meant to read."""
    text = response[:MOST_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n")
    text = _SURROGATE.sub("\ufffd", _UNSEEN.sub("", text))
    text = _BREAK.sub("\n", text)
    if text.count("\\n") > 1 and "\n" not in text.strip():
        # A client that logged its answer escaped.
        text = text.replace("\\n", "\n")
    text, think, broken = _without_thought(text)
    text = _first_turn(_after_echo(text))
    text = _ROLES.sub("", _SPECIAL.sub("", text))
    return Visible(text.strip(), think, broken)


def _without_thought(text: str) -> tuple[str, bool, bool]:
    kept: list[str] = []
    position = 0
    opened = found = False
    for tag in _THINK.finditer(text):
        found = True
        closing = "/" in (tag[1] or "", tag[2] or "")
        if closing and not opened:
            # A thought whose opening the template has swallowed: all before it is thought.
            kept.clear()
        elif not closing and not opened:
            kept.append(text[position : tag.start()])
        opened = not closing
        position = tag.end()
    if not opened:
        kept.append(text[position:])
    return "".join(kept), found, opened


def _after_echo(text: str) -> str:
    """Drop an echoed prompt: what stands before an answer heading and is instruction."""
    last = None
    for last in _ANSWER.finditer(text):
        if last.start() > 4_000:
            break
        before = text[: last.start()]
        if not before.strip() or "指示" in before or is_echo(before):
            return text[last.end() :]
    return text


def _first_turn(text: str) -> str:
    for turn in _TURN.finditer(text):
        before = _SPECIAL.sub("", text[: turn.start()]).strip()
        if before:
            return text[: turn.start()]
    return text
