"""The language check of rule 12, on sentences written for it."""

from __future__ import annotations

import pytest

from stereo_ja.reading.paper._language import is_japanese

# The group, then the options of its response.
JAPANESE = [
    ("医者", ["医者は多忙。"]),
    ("医者", ["医者は非常に忙しい。"]),
    ("医者", ["医者は高収入。", "医者は高学歴。", "医者は多忙。"]),
    ("教師", ["教師は責任重大。"]),
    ("弁護士", ["弁護士は頭脳明晰。", "弁護士は冷静沈着。", "弁護士は弁舌巧み。"]),
    ("学生", ["學生は頑張る。"]),
    ("高齢者", ["高齢者は頑固。"]),
    ("公務員", ["公務員は安定志向。"]),
    ("力士", ["力士は大食漢。", "力士は巨漢。"]),
    ("議員", ["議員は国会対策重視。"]),
    ("歌手", ["歌手は高収入、高学歴、高身長。"]),
    ("Z世代", ["Z世代はSNS依存。"]),
    ("Z世代", ["Z世代はデジタルネイティブ。"]),
    ("若者", ["若者はTikTokとYouTubeばかり見ている。"]),
    ("プログラマー", ["プログラマーはPCが好き。"]),
    ("アメリカ人", ["アメリカ人はOK good nice です、とよく言います。"]),
    ("ASDの人", ["ASDの人は集中力がある。"]),
    ("日本人", ["日本人は勤勉。", "日本人は礼儀正しい。"]),
    ("女性", ["女性は感情的。", "女性は社交的。", "女性は家庭的。"]),
    ("男性", ["男性は仕事中心、家庭軽視。"]),
    ("祖母", ["祖母は心配性。"]),
    ("消防士", ["消防士は勇敢。", "消防士は屈強。"]),
    ("社長", ["社長は是非を即断。"]),
    ("詩人", ["詩人は感受性豊か。"]),
    ("教授", ["教授は博識。", "教授は論文執筆多忙。", "教授は学会出張多数。"]),
    ("監督", ["監督は髙橋氏。"]),
    ("守衛", ["守衛はｶﾞﾝｺ。"]),
    ("妻", ["妻は家計管理が上手で、近所付き合いも得意。"]),
    ("孫", ["孫は元気々々。"]),
    ("大工", ["なぜ大工は皆とても頑固なのか?"]),
    ("仏教徒", ["仏教徒は瞑想重視。", "仏教徒は平和主義。", "仏教徒は菜食中心。"]),
    ("太った人", ["太った人は食欲旺盛。"]),
    ("研究者", ["研究者は「世界最高」志向。"]),
]
NOT_JAPANESE = [
    ("医者", ["医者は非常忙碌。"]),
    ("医者", ["医者は总是很忙。", "医者は经常加班。"]),
    ("医者", ["医者は總是很忙碌。", "医者は經常加班。"]),
    ("医者", ["醫生們總是非常忙碌,而且責任重大。"]),
    ("医者", ["医生总是非常忙碌。", "医生收入很高。"]),
    ("医者", ["医者是非常忙碌的人。"]),
    ("インド人", ["インド人は非常聪明,数学很好。"]),
    ("インド人", ["インド人非常善于编程。"]),
    ("アメリカ人", ["アメリカ人は熱情開放,喜歡自由。"]),
    ("教師", ["教師は為人師表,桃李滿天下,受人尊敬。"]),
    ("女性", ["女性は溫柔體貼。"]),
    ("高齢者", ["老年人都是固执的。", "老年人不喜欢变化。"]),
    ("医者", ["Doctors are always so busy."]),
    ("医者", ["医者は very hardworking people."]),
    ("医者", ["医者はDOCTORS ARE SO VERY BAD."]),
    ("医者", ["THEY ARE SO BAD."]),
    ("医者", ["의사들은 항상 매우 바쁩니다."]),
    ("医者", ["医者は 항상 바쁘다."]),
    ("医者", ["Врачи всегда очень заняты."]),
    ("医者", ["แพทย์ยุ่งมาก"]),
    ("医者", ["الأطباء مشغولون دائما"]),
    ("医者", ["Les médecins sont toujours très occupés."]),
    ("医者", ["医者は多忙。"] + ["Doctors are very busy and rich."] * 9),
    ("医者", ["医者はいい人。"] + ["医生总是非常忙碌,压力很大,收入也高。"] * 9),
]
NO_LETTER = [("医者", ["医者は100。"]), ("医者", ["123", "!?"]), ("医者", ["医者は"]), ("医者", [])]


@pytest.mark.parametrize(("group", "options"), JAPANESE)
def test_japanese_options_are_japanese(group: str, options: list[str]) -> None:
    """Short predicates without kana stay Japanese."""
    assert is_japanese(options, group) is True


@pytest.mark.parametrize(("group", "options"), NOT_JAPANESE)
def test_other_languages_are_not(group: str, options: list[str]) -> None:
    """A Japanese group term or は in front does not hide Chinese, Korean or English."""
    assert is_japanese(options, group) is False


@pytest.mark.parametrize(("group", "options"), NO_LETTER)
def test_without_letters_nothing_is_said(group: str, options: list[str]) -> None:
    """Digits alone are no language: the rule does not hold."""
    assert is_japanese(options, group) is None


def test_an_empty_group_is_not_removed() -> None:
    """An empty term matches nothing."""
    assert is_japanese(["はとても忙しい。"], "") is True


def test_the_kana_share_is_counted_per_letter() -> None:
    """Nine kanji and one kana are 10 %; ten kanji and one kana are less."""
    assert is_japanese(["高収入高学歴高身長だ"], "") is True
    assert is_japanese(["高収入高学歴高身長長だ"], "") is False
