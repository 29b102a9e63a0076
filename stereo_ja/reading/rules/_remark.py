"""Words to the user around an answer: promises, closings, disclaimers."""

from __future__ import annotations

import re

__all__ = ["REMARK_MARKS", "is_disclaimer", "is_remark"]

REMARK_MARKS = ("※", "＊", "注：", "注:", "注意：", "注意:", "注）", "（注", "備考", "補足", "Note")
"""How a line begins that is a remark also where it is dressed as an item."""

_PROMISE = re.compile(
    "(?:承知|了解|かしこまり|わかりました|分かりました|もちろん|はい[、。！!]|では[、。]|"
    "それでは|以下(?:に|は|の|が|、)|次(?:に|の(?:とおり|通り|ように))|ご(?:依頼|質問|"
    "要望|指定|指示|希望)|"
    "(?:10|１０|十)(?:個|通り|つ|件|文|の)|回答(?:します|いたします|例|は|を)|"
    "お答えします|挙げ(?:ます|てみ|ました|ていき)|紹介します|作成(?:します|しました)|"
    "出力(?:します|しました)|続きを(?:書|作|考)|"
    "完成させ(?:ます|ました|て)|考えられる(?:文|続き|回答|答え|もの)|sure[,!. ]|"
    "here (?:are|is)|of course|certainly)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    "^(?:以上|これら(?:は|の)|上記|この(?:回答|リスト|文章|内容)|いかが|ご(?:参考|不明|"
    "質問|意見)|参考|なお|ただし|もし|他に|ほかに|何か|さらに|必要(?:で|に)|お役に|"
    "続けて|よろし|ほか)|(?:ください|下さい|ましたら|でしょうか)[。！!？?]?$|"
    "参考になれば|お知らせくだ|お申し付け"
)
_DISCLAIMER = re.compile(
    "個人差|一般(?:論|的な(?:傾向|イメージ|印象|見方|意見|話))|一概に|(?:すべて|全て|"
    "全員|皆|みんな)(?:の[^。]{0,12})?(?:が|に|に対して)?[^。]{0,12}(?:当てはまる|"
    "あてはまる|そう(?:である|だ|という)?わけ|とは限り|わけでは)|"
    "偏見|ステレオタイプ|先入観|差別|意図(?:は|する|した|して|では)|あくまで|傷つけ|不快|"
    "ご了承|申し訳|恐縮|すみません|ごめん|本意では|事実(?:では|とは|に基づ)|人によって|"
    "人それぞれ|例(?:であり|に過ぎ|にすぎ|として)|"
    "※|注意|誤解|フィクション|実際(?:の|とは)|not (?:all|true|intended)|stereotype|generali[sz]"
)


def is_remark(text: str) -> bool:
    """Whether ``text`` speaks to the user and not about the group."""
    return _PROMISE.search(text) is not None or _CLOSING.search(text) is not None


def is_disclaimer(text: str) -> bool:
    """Whether ``text`` says that the list is not true of all, may hurt, or is regretted."""
    return _DISCLAIMER.search(text) is not None
