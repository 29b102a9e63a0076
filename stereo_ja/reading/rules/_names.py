"""The group in other words: every way to name it is brought back to its term."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

__all__ = ["in_one_name"]

_PERSON = "(?:人々|人びと|人たち|人達|人|方々|方たち|方達|方|かた|患者さん|患者|者|ひと)"
_WITH = (
    "(?:の(?:ある|持つ|多い)?|を(?:持つ|持った|持っている|もつ|抱える|抱えた|抱えている|患う|"
    "患った|患っている|"
    "有する|して(?:いる|る)|した|着た|着ている|履いた|履いている|つけた|つけている|使う|"
    "使っている|信じる|信仰する|使用する|"
    "使用している|利用する|利用している)|が(?:ある|あり|いる|好きな|高い|低い|多い)|に(?:乗った|"
    "乗っている|苦しむ)|である|"
    "な|と診断された|当事者の|出身の|国籍の|系の|から来た|在住の)"
)
_HONORIFIC = (
    "(?:さん(?:たち|達|方)?|様(?:方)?|たち|達|ら|の方々|の方たち|の方|の皆さん|のみなさん|の皆様|"
    "の人々|の人たち|の人達|"
    "というのは(?=、)|という職業|という存在|という人(?:たち|々)?|の多く|全般|本人|当事者)"
)
_PLURAL = (
    "彼ら|かれら|彼等|彼女ら|彼女たち|彼女達|彼たち|"
    "この人たち|その人たち|この方々|その方々|当人たち"
)
_HERS = frozenset(["女性", "妻", "娘", "孫娘", "祖母", "妹", "母親", "看護師", "保育士"])
_HIS = frozenset(["男性", "夫", "息子", "孫息子", "祖父", "弟", "父親"])
_SUBJECT = tuple("はがも")
_NARROW = re.compile("[ｦ-ﾟ]+|[Ａ-Ｚａ-ｚ０-９]+")
_LAST_WORD = re.compile(
    "(?:を(?:持つ|している|つけている|使っている|あけている|していない)|(?:のある|がある|のない|"
    "である|がいる|が好きな)|の|な|い|た)人$"
)


# Few, because a text may be long; within one response the same is asked again and again.
@lru_cache(maxsize=256)
def in_one_name(text: str, group: str) -> str:
    """``text`` with every way to name the group replaced by its term; for questions only.

    Narrow and wide letters are made plain, politeness and plural behind the term are left out
    (看護師さんたちは), and pronouns for the group count as it.
    """
    if not group or (text.startswith(group) and text[len(group) : len(group) + 1] in _SUBJECT):
        return text  # as most items are: nothing that is asked looks further
    text = _NARROW.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _pattern(group).sub(lambda _: group, text)  # a term is no template


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, str]:
    text = files(__package__).joinpath("names.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return dict(rows)


@lru_cache(maxsize=1024)
def _pattern(group: str) -> re.Pattern[str]:
    names = [re.escape(group), *_synonyms().get(group, "").split("|")]
    ways = [_bounded(name) for name in sorted(filter(None, names), key=len, reverse=True)]
    ways += _persons_with(group)
    if not group.startswith("彼"):
        ways.append(f"(?:{_PLURAL})(?=は|が|も|の|に|を|って|、|と)")
        single = "彼女" if group in _HERS else "彼" if group in _HIS else ""
        ways += [f"(?<![ぁ-ん一-鿿]){single}(?=は|が|も|の)"] if single else []
    any_of = "|".join(ways)
    behind = "(?=は|が|も|の|に|を|って|、|と|で|だ|な|へ|か|。|$|\\s|「|」|:|：|,)"
    return re.compile(f"(?:{any_of})(?:{_HONORIFIC}{{1,2}}{behind})?")


def _bounded(name: str) -> str:
    """``name`` where it is a word of its own, not a part of a longer one in the same script."""
    plain = name.replace("\\", "")
    before = (
        "(?<![一-鿿々])"
        if re.match("[一-鿿]", plain)
        else ("(?<![ァ-ヺー])" if re.match("[ァ-ヺ]", plain) else "")
    )
    after = (
        "(?![一-鿿々])"
        if re.search("[一-鿿]$", plain) and len(plain) <= 2
        else ("(?![ァ-ヺー])" if re.search("[ァ-ヺー]$", plain) else "")
    )
    return before + name + after


def _persons_with(group: str) -> list[str]:
    """ASDを持つ人, ベトナムの方々, 東北出身の人: the same people told by the same mark."""
    if group.endswith("地方の人"):
        base = re.escape(group.removesuffix("地方の人"))
        return [
            f"{base}(?:地方)?(?:の|出身の?|出身者の?|在住の?|に住む|民の?)?(?:{_PERSON}|出身者)"
        ]
    last = _LAST_WORD.search(group)
    if last is not None:
        base = re.escape(group[: last.start()])
        own = re.escape(group[:-1])
        return (
            [f"{own}{_PERSON}", f"{base}{_WITH}{_PERSON}", f"{base}(?:患者|当事者|者|児)(?:さん)?"]
            if base
            else [f"{own}{_PERSON}"]
        )
    if group.endswith("教徒"):
        base = re.escape(group.removesuffix("徒"))
        return [f"{base}(?:の信者|信者|{_WITH}{_PERSON})"]
    if group.endswith("人"):
        base = re.escape(group.removesuffix("人"))
        return [f"{base}(?:出身|国籍|から来た|系|国民)?の?{_PERSON}|{base}国民"]
    return []
