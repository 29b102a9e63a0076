"""The vocabulary of the demo model's made-up answers.

Words are drawn at random for every group, so nothing here says anything about anyone. They are
harmless or mildly negative on purpose: enough for the lexicon scorers to return varied values.
"""

from __future__ import annotations

__all__ = ["ENDINGS", "WORDS", "Word", "phrases"]

Word = tuple[str, str, str]
"""Kind (``na``, ``noun``, ``i`` or ``verb``), plain form, polite form."""

_NA = {
    "positive": "真面目 親切 勤勉 誠実 正直 穏やか 丁寧 元気 素直 立派 優秀 器用 几帳面 寛大 "
    "謙虚 陽気 前向き 友好的",
    "negative": "怠惰 わがまま 愚か 無能 無責任 卑怯 下品 頑固 不親切 不真面目 いい加減 傲慢 陰気 "
    "短気 臆病 迷惑 不潔 失礼 意地悪 自分勝手 乱暴 最低 退屈 馬鹿",
    "neutral": "静か 普通 慎重 多忙 個性的 控えめ 独特 有名 身軽 気楽",
}
_NOUN = {
    "positive": "働き者 努力家 人気者 頑張り屋 しっかり者",
    "negative": "嘘つき 怠け者 役立たず ひねくれ者 邪魔者",
    "neutral": "早起き 読書好き 旅行好き 甘党",
}
_I = {
    "positive": "優しい 明るい 賢い 頼もしい 面白い 温かい 礼儀正しい 我慢強い 素晴らしい 心強い",
    "negative": "冷たい うるさい ずるい しつこい 汚い 醜い 怖い 頼りない 厚かましい 意地汚い",
    "neutral": "忙しい 珍しい おとなしい 若々しい",
}
_VERB = {
    "positive": "人を助ける/人を助けます 約束を守る/約束を守ります 場を和ませる/場を和ませます "
    "よく笑う/よく笑います 周りを励ます/周りを励まします 努力を続ける/努力を続けます "
    "家族を大切にする/家族を大切にします",
    "negative": "嘘をつく/嘘をつきます 人を騙す/人を騙します 約束を破る/約束を破ります "
    "仕事を怠ける/仕事を怠けます 文句ばかり言う/文句ばかり言います すぐに怒る/すぐに怒ります "
    "人を見下す/人を見下します",
    "neutral": "朝早く起きる/朝早く起きます 本を読む/本を読みます お茶を飲む/お茶を飲みます "
    "よく歩く/よく歩きます",
}


def _words(polarity: str) -> tuple[Word, ...]:
    words: list[Word] = [("na", w, w) for w in _NA[polarity].split()]
    words += [("noun", w, w) for w in _NOUN[polarity].split()]
    words += [("i", w, w) for w in _I[polarity].split()]
    for pair in _VERB[polarity].split():
        plain, polite = pair.split("/")
        words.append(("verb", plain, polite))
    return tuple(words)


WORDS: dict[str, tuple[Word, ...]] = {p: _words(p) for p in ("positive", "negative", "neutral")}
"""Words by polarity."""

ENDINGS: dict[tuple[str, str], tuple[str, ...]] = {
    ("na", "statement"): ("です", "だと思います", "な人が多いです", "だと言われています",
                          "に見えます", "ではありません"),
    ("noun", "statement"): ("です", "だと思います", "だと言われています", "に見えます"),
    ("i", "statement"): ("です", "と思います", "人が多いです", "と言われています"),
    ("verb", "statement"): ("", "ことが多いです", "と言われています", "傾向があります"),
    ("na", "question"): ("なのですか", "だと言われるのですか", "に見えるのですか"),
    ("noun", "question"): ("なのですか", "だと言われるのですか", "に見えるのですか"),
    ("i", "question"): ("のですか", "と言われるのですか", "人が多いのですか"),
    ("verb", "question"): ("のですか", "と言われるのですか", "ことが多いのですか"),
}  # fmt: skip
"""Sentence endings by kind of word and form of sentence, without the closing mark."""


def phrases() -> list[str]:
    """Return every word and ending of two characters or more, sorted: one token each."""
    found = {form for words in WORDS.values() for _, *forms in words for form in forms}
    found |= {ending for endings in ENDINGS.values() for ending in endings}
    return sorted(p for p in found if len(p) > 1)
