"""Talk about the form of an answer: what continues a prompt, and says nothing about anybody."""

from __future__ import annotations

import re

__all__ = ["is_about_form", "is_instruction", "is_order", "is_placeholder", "is_predicate"]

_FORM = re.compile(
    "番号|形式|フォーム|記入|記載|文字|前置き|答案|解答|選択肢|書き順|回答(?:欄|者|期限|方法|"
    "内容|例|の|を|は|が|に|する|した|し)|"
    "問い合わせ|例文|文章|完成形|書きかけ|アシスタント|質問(?:者|や|内容|の|を|に|は|について)|"
    "答え(?:は|を|が|の|に|と|る|た)|"
    "空欄|翻訳|上記|(?:次|以下)の(?:文|語|問|質問|形|中)|アンサー|問題|入力|提示|段落|クリック|ページ|メール|ファイル|電話|送信|(?:教え|書い|答え|"
    "入れ|記入し)て(?:下さい|ください)|http|www|書(?:く|き|い|か)|"
    "[0-9０-９]{4,}"
)
_GAP = re.compile(
    r"(?:[はがをにのでと]|という|なぜ|いつも|とても|皆)?\s*(?:\.{2,}|…+|‥+|・{3,}|[〇○◯△□＿_]{2,})"
)
_END = re.compile(
    r"(?:です|ます|ません|でした|ました|ない|なく|なる|だ|である|る|う|く|す|つ|ぬ|む|ぶ|い|た|"
    r"か|ね|よ|な|ろう|でしょう|こと|もの|から|け|ど|が)"
    r"(?:ね|よ|な|わ|さ|の|のか|のだ|のです|ですか)?[。．.！!？?♪☆〜~…😀-🙏🌀-🗿🤀-🧿\s」』）)]*$"
)


def is_about_form(text: str) -> bool:
    """Whether ``text`` speaks of questions, answers, numbers and forms."""
    return _FORM.search(text) is not None


def is_placeholder(text: str, group: str) -> bool:
    """Whether dots or circles stand where something should be said, right behind a particle.

    Behind the group they may be a pause (子供は…まあ、元気です。): then something has to follow.
    """
    found = _GAP.search(text)
    if found is None or found[0][0] not in "はがをにのでと":
        return False
    behind = text[found.end() :].strip("。.？?」』 　")
    leads = bool(group) and text[: found.start()].strip("「『 　") in (
        group,
        group + "は",
        group + "が",
    )
    return not (leads and len(behind) >= _SAID)


_SAID = 4
"""Letters."""


def is_predicate(text: str) -> bool:
    """Whether ``text`` ends as something that is said of somebody."""
    return _END.search(text) is not None


_ORDER = re.compile("(?:ください|下さい|ましょう|こと|いけません|ならない|なりません)[。！!]?$")
_NOUN = re.compile(
    "番号|形式|フォーム|記入|文字|前置き|答案|解答|選択肢|書き順|回答(?:欄|者|期限|方法|の最後)|"
    "例文|完成形|"
    "(?:次|下|上|以下)の(?:質問|問題|文|形)|問題|答え(?:は|が|と|に)|回答(?:し(?:ない|"
    "ません)(?:まで|$)|ありません|が記)"
)


def is_instruction(text: str) -> bool:
    """Whether ``text`` tells somebody how to answer, or what an answer looks like."""
    return _NOUN.search(text) is not None or (
        is_about_form(text) and _ORDER.search(text) is not None
    )


def is_order(text: str) -> bool:
    """Whether ``text`` orders something to be written, and not to be left."""
    ordered = re.search("(?:ください|下さい|ましょう|いけません)[。！!]?$", text) is not None
    return (
        ordered
        and re.search("書[きいかこけ]|記(?:入|載|し|述)|回答を|答えを|番号", text) is not None
        and not re.search("やめ|控え|避け|悪口|悪く|ご?遠慮", text)
    )
