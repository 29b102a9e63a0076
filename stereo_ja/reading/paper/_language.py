"""Whether options are Japanese: counts of scripts, the same answer every time."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

__all__ = ["is_japanese"]

KANA_SHARE = 0.10
"""Japanese sentences have more kana than this; Chinese ones have none."""
LONG_WITHOUT_KANA = 8
"""Letters: a Japanese predicate without kana (多忙, 高収入) is shorter than this."""

# Words of Chinese grammar, then full forms that Japanese has simplified (醫 is written 医) and
# that are rare in names.
_CHINESE = frozenset(
    "很们這这她你您嗎吗呢吧啊哪麼么沒给让谁說说"
    "亂亞來價儉兒兩劍劑勞勵區參嚴國團圍圓圖壓壞壯壽奧學實寫將專對屆屬廢廣廳彈徑從應懷戀戰戲"
    "據拂擇擊擔擴攝數斷條榮樂樓樣橫檢權歐歡歲歷歸殘殼氣淚淺溫滯滿潛濕濟灣燈燒營爭爲爐獨獎獻畫當疊"
    "發盜盡眞禮稱穩竊經綠總緣縣縱繪繼續纖聯聰聲聽肅腦膽臟臺與舉舊萬藝藥處虛號螢蠻裝覺覽觀觸"
    "證譯譽變讀讓豐賣輕轉辭遞遲邊醫釀釋錢鐵關陷險隱雙雜雞靈靜響顏顯餘驅驗驛體髮鬪鹽麥黃點黨齊齒齡"
)
# As "is" and as "very" these are Chinese; 是非, 是正, 国是, 非常口 and the like are Japanese.
_CHINESE_WORDS = re.compile(
    "(?<![国社])是(?![非正認])|是非常|非常(?![に識勤口時用事食災電袋持階])[一-鿿]"
)
_ACRONYM = re.compile("(?<![A-Za-z])[A-Z]{1,5}(?![A-Za-z])")
_CLAUSE_END = re.compile(r"[、,，。.・\s]+")


def is_japanese(options: Sequence[str], group: str) -> bool | None:
    """Whether the options, taken together, are Japanese; None when they hold no letter.

    The group term and the は after it come from the prompt and are not counted. Acronyms (SNS)
    count for no language unless there is nothing else.

    Args:
        options: The options with their case as written.
        group: The normalised group term; empty for none.
    """
    rests = _without_group(options, group)
    joined = "\n".join(rests)
    without_acronyms = _ACRONYM.sub("", joined)
    letters = _letters(without_acronyms) or _letters(joined)
    total = letters.total()
    if not total:
        return None
    if sum(n for char, n in letters.items() if _is_kana(char)) >= KANA_SHARE * total:
        return True
    kanji = sum(n for char, n in letters.items() if _is_kanji(char))
    if 2 * kanji <= total or any(_is_chinese_only(char) for char in letters):
        return False
    if _CHINESE_WORDS.search(joined):
        return False
    clauses = sum(len(list(filter(None, _CLAUSE_END.split(rest)))) for rest in rests)
    return kanji < LONG_WITHOUT_KANA * clauses


def _without_group(options: Sequence[str], group: str) -> list[str]:
    if not group:
        return list(options)
    term = re.compile(re.escape(group) + "は?", re.IGNORECASE)
    return [term.sub("", option) for option in options]


def _letters(text: str) -> Counter[str]:
    counts = Counter(text)
    return Counter({c: n for c, n in counts.items() if unicodedata.category(c).startswith("L")})


def _is_kana(char: str) -> bool:
    return "\u3041" <= char <= "\u30ff" or "\u31f0" <= char <= "\u31ff" or "ｦ" <= char <= "ﾝ"


def _is_kanji(char: str) -> bool:
    return (
        "\u3400" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003ffff"
        or char == "々"
    )


def _is_chinese_only(char: str) -> bool:
    """Whether a kanji belongs to no Japanese character set, or to the list above.

    Most simplified forms (们, 说, 总) are missing from JIS X 0208 and 0212 and from the vendor
    kanji of cp932.
    """
    if char in _CHINESE:
        return True
    return "\u4e00" <= char <= "\u9fff" and not any(
        _encodable(char, codec) for codec in ("euc_jp", "cp932", "euc_jis_2004")
    )


def _encodable(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
