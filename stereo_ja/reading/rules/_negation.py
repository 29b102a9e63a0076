"""Words that look negated and are not: perhaps, surely, must, no more than."""

from __future__ import annotations

import re

__all__ = ["without_false_negation"]

_NOT_NEGATIVE = re.compile(
    "(?:こと|旨|点)を(?:先に|まず|あらかじめ|最初に)?お?断り(?:して|を)?(?:おき|申し上げ|いた|入れ)|"
    "(?:て(?:は)?いけない|ない|いけません|りません)?(?:の|ん)?(?:かも|やも)(?:しれません|"
    "しれない|知れません|知れない|しれず|わかりません)|"
    "に(?:違い|相違)(?:ありません|ない)|に(?:過ぎ|すぎ)(?:ません|ない)|(?:なければ|なくては|"
    "ねば)(?:なりません|ならない|いけません|いけない)|"
    "に(?:ほか|他)(?:なりません|ならない)|と言わざるを得(?:ません|ない)|(?:たまり|間違いあり|"
    "間違いござい)ません|"
    "とは限(?:りません|らない)|わけでは(?:ありません|ない)|"
    "(?:ない|ません)(?=とき|時|場合|人|もの(?!で)|こと(?:が|も)|まで|ほど|うちに|よう(?:な|に))"
)


_SIGNS = ("ない", "ません", "断り", "しれ", "わから")
"""Nothing is found without one of them."""


def without_false_negation(sentence: str, group: str = "") -> str:
    """``sentence`` with such words made positive; the group term stays what it is."""
    if not any(sign in sentence for sign in _SIGNS):
        return sentence
    # 耳の聞こえない人 stays what it is.
    parts = sentence.split(group) if group else [sentence]
    return group.join(_NOT_NEGATIVE.sub("る", part) for part in parts)
