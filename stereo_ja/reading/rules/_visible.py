"""What is said to the user: no thinking, no special tokens, no later turns, no echoed prompt."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stereo_ja.reading.rules._content import is_echo
from stereo_ja.reading.text import tidy, without_thought

__all__ = ["MOST_CHARACTERS", "Visible", "visible"]

MOST_CHARACTERS = 60_000
"""What stands behind is not read: ten options never need as much, and hostile text may."""

_ITEM = re.compile(r"<li(?:\s[^<>\n]{0,80})?>\s*(?=\S)", re.IGNORECASE)
_BREAK = re.compile(
    r"<br\s*/?>|</(?:p|li|div|tr|ol|ul|h[1-6])>|<(?:p|div|tr|ol|ul|h[1-6])(?:\s[^<>\n]{0,80})?>",
    re.IGNORECASE,
)
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


@dataclass(frozen=True)
class Visible:
    """The part of a response that decides."""

    text: str
    think: bool
    """A thinking tag was there."""
    broken_thought: bool
    """A thought was opened and never closed."""


def visible(response: str) -> Visible:
    """Take away everything the user is not meant to read."""
    text = tidy(response[:MOST_CHARACTERS])
    if text.count("\\n") > 1 and "\n" not in text.strip():
        # A client that logged its answer escaped.
        text = text.replace("\\n", "\n")
    thought = without_thought(text)
    text = _BREAK.sub("\n", _ITEM.sub("\n・", thought.text))
    text = _first_turn(_after_echo(text))
    text = _ROLES.sub("", _SPECIAL.sub("", text))
    return Visible(text.strip(), thought.seen, thought.broken)


def _after_echo(text: str) -> str:
    """Drop an echoed prompt: what stands before an answer heading and is instruction."""
    last = None
    turn = _TURN.search(text)
    said = "" if turn is None else _SPECIAL.sub("", text[: turn.start()]).strip()
    if said and not is_echo(said) and "指示" not in said:
        return text  # an answer, and a second prompt that the model made up
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
