"""Messages of clients and services in place of an answer."""

from __future__ import annotations

import re

__all__ = ["is_backend_message"]

_WHOLE = re.compile(
    r"\[[\w \-:,]{0,60}(?:error|null|no response|no answer|failed|timeout|empty)[^\n\]]{0,80}\]"
    r"|<(?:no[ _]response|no[ _]answer|empty|error|null|none)>"
    r"|(?:none|null|nan|undefined|n/a)"
    r"|(?:[\w.]*(?:Error|Timeout|Exception)|error code|api error|http error|timeout|rate limit)"
    r"\b[^\n]{0,300}"
    r"|(?:HTTP[ /\d.]*)?[45]\d\d[ :\-][A-Za-z ]{3,60}"
    r"|\[api[_ ]error\][^\n]{0,200}|\[stereo-ja: [^\n\]]{0,300}\]"
    r"|(?:[a-z_]+\.){1,6}[A-Z]\w{3,60}(?:: ?[^\n]{0,300})?"
    r"|(?:service|server|model|backend|upstream|gateway)(?: is)?(?: temporarily| currently)?"
    r" (?:unavailable|overloaded|timeout|error|busy)\b[^\n]{0,200}"
    r"|(?:connection|request|read|operation|stream|upstream)(?: (?:has|was|is))? ?"
    r"(?:aborted|timed out|refused|reset|closed|failed|timeout|cancelled)\b[^\n]{0,300}"
    r"|(?:internal server error|bad gateway|gateway time-?out|too many requests|quota exceeded)"
    r"\b[^\n]{0,200}"
    r"|https?connectionpool\([^\n]{0,300}"
    r"|\{\s*\"error\".{0,400}\}"
    r"|(?:<!doctype html>\s*)?<html.{0,200}(?:[45]\d\d|error|gateway|unavailable|timeout).{0,400}",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 400
# How messages of any length begin; no model answers so.
_START = re.compile(
    r"(?:(?:[A-Za-z_.]*\.)?[A-Z]\w*(?:Error|Exception|Timeout)\b\s*[:(]?\s*)?(?:"
    r"error code:? ?[45]\d\d\b|http(?:/[\d.]+)? ?(?:error )?[45]\d\d\b"
    r"|(?:the |your )?(?:response|request|prompt|output|content|completion|generation)"
    r"(?: from \w+)? (?:was|were|is|has been|contains? content that (?:was|is)) ?"
    r"(?:automatically )?(?:filtered|blocked|rejected|flagged|refused by|stopped|withheld)\b"
    r"|(?:response|content|output|prompt|request) (?:blocked|filtered|rejected|withheld) (?:by|"
    r"due|as)\b"
    r"|(?:the )?(?:response|candidate|model)[\w' .]{0,40}(?:blocked|filtered) (?:by|due to|"
    r"because)\b"
    r"|blocked (?:by|due to) \w+(?: \w+){0,3} (?:filter|policy|safety)"
    r"|(?:\[|<)?(?:content[_ ]filter(?:ed)?|prohibited_content|blocked_reason|"
    r"responsibleaipolicyviolation|finish_?reason)\b"
    r"|invalid operation: the `?response"
    r"|traceback \(most recent call last\)"
    r"|\{\s*[\"'](?:error|detail|fault)[\"']\s*:"
    r"|<!doctype html>|<html\b"
    r")"
    r"|[A-Za-z_.]*\b[A-Z]\w*(?:Error|Exception):\s",
    re.IGNORECASE,
)
# The service speaks of itself, in Japanese: of load, of failure, of an administrator.
_IN_JAPANESE = re.compile(
    "(?=.*(?:エラー|混雑|混み合|メンテナンス|利用できません|タイムアウト|上限に達|接続(?:でき|に失敗)))"
    "(?=.*(?:サーバ|サービス|モデル|システム|リクエスト|通信|接続))"
    "(?=.*(?:再度|再試行|時間をおいて|管理者|エラー(?:ID|コード|番号)|もう一度|しばらく)).{0,160}",
    re.DOTALL,
)
_JAPANESE = re.compile("[ぁ-ゖァ-ヺ]")


def is_backend_message(response: str) -> bool:
    """Whether the whole response is a message of client or server in place of an answer.

    A page of HTML counts as one only without Japanese in it: a model may answer in HTML.
    """
    text = response.strip()
    if len(text) <= _LONGEST and (_WHOLE.fullmatch(text) or _IN_JAPANESE.fullmatch(text)):
        return True
    if _START.match(text) is None:
        return False
    return text[:1] != "<" or _JAPANESE.search(text[:10_000]) is None
