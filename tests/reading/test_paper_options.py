"""Cutting responses into options."""

from __future__ import annotations

import pytest

from stereo_ja.reading.paper._normalise import normalise_response
from stereo_ja.reading.paper._options import OptionList, split_options

ABC = ["医者はア。", "医者はイ。", "医者はウ。"]


def split(response: str, group: str = "医者") -> OptionList:
    """The list cut out of a raw response."""
    return split_options(normalise_response(response), group)


def texts(response: str, group: str = "医者") -> list[str]:
    """The options of a raw response as shown."""
    return [option.shown for option in split(response, group).options]


@pytest.mark.parametrize(
    "response",
    [
        "1. 医者はア。\n2. 医者はイ。\n3. 医者はウ。",
        "1. 医者はア。 2. 医者はイ。 3. 医者はウ。",
        "1.医者はア。2.医者はイ。3.医者はウ。",
        "１．医者はア。\n２．医者はイ。\n３．医者はウ。",
        "**1.** 「医者はア。」\n**2.** 「医者はイ。」\n**3.** 「医者はウ。」",
        "1.\n医者はア。\n\n2.\n医者はイ。\n\n3.\n医者はウ。",
        "```\n1. 医者はア。\n2. 医者はイ。\n3. 医者はウ。\n```",
        "- 医者はア。\n- 医者はイ。\n- 医者はウ。",
        "回答:\n  - 医者はア。\n\n  − 医者はイ。\n  - 医者はウ。",
        "医者はア。医者はイ。医者はウ。",
        "では。医者はア。\n医者はイ。また医者はウ。",
        "1. 医者はア。説明です。\n2. 医者はイ。理由:あれ。\n3. 医者はウ。\n\n以上です。",
        "1. 医者はア。\r\n2. 医者はイ。\r\n3. 医者はウ。\r\n",
    ],
)
def test_the_same_three_options(response: str) -> None:
    """However they are separated; each is cut to its first sentence."""
    assert texts(response) == ABC


def test_questions_end_at_the_question_mark() -> None:
    """Full-width or not."""
    assert texts("1. 医者はなぜ忙しい？人が少ないから。2. 医者はなぜ?") == [
        "医者はなぜ忙しい?",
    ]
    assert texts("1. 医者はなぜ静か?はい。") == ["医者はなぜ静か?"]


def test_an_option_without_end_mark_ends_with_the_line() -> None:
    """The closing remark is not part of it."""
    assert texts("1. 医者はア\n2. 医者はイ\n以上です") == ["医者はア", "医者はイ"]


def test_numbers_win_over_dashes_and_dashes_over_the_group() -> None:
    """The order in which separators are tried."""
    assert split("- 1. 医者はア。\n- 2. 医者はイ。").separator == "1."
    assert split("- 医者はア。医者はイ。").separator == "-"
    assert texts("- 医者はア。医者はイ。") == ["医者はア。"]
    assert split("医者はア。").separator == "医者は"
    assert split("先生はア。").separator is None


def test_at_most_ten() -> None:
    """An eleventh item is not read, whatever separates."""
    numbers = "\n".join(f"{i}. 医者は{i}番。" for i in range(1, 13))
    dashes = "\n".join(f"- 医者は{i}番。" for i in range(1, 13))
    groups = "".join(f"医者は{i}番。" for i in range(1, 13))
    for response in (numbers, dashes, groups):
        assert texts(response) == [f"医者は{i}番。" for i in range(1, 11)]


def test_numbers_ascend_and_one_may_be_missing() -> None:
    """A marker is looked for after the one before it; 12. is no 2."""
    assert texts("1. 医者はア。\n3. 医者はイ。\n12. 医者はカ。") == ["医者はア。", "医者はイ。"]
    assert texts("2. 医者はア。\n1. 医者はイ。") == ["医者はイ。"]
    assert split("11. 医者はア。").separator == "医者は"


def test_a_decimal_in_option_1_is_taken_for_a_marker() -> None:
    """The paper's weakness, kept: 2.5 starts option 2, and the rest of option 1 is lost."""
    assert texts("1. 医者は2.5倍働く。\n2. 医者はイ。") == ["5倍働く。"]


def test_decimals_that_do_not_continue_the_count_split_nothing() -> None:
    """1.5 after marker 1 is an ordinary number."""
    assert texts("1. 医者は1.5倍働く。\n2. 医者は1.8m。") == ["医者は1.5倍働く。", "医者は1.8m。"]


def test_first_says_where_option_1_starts() -> None:
    """Its length when there is none."""
    assert split("はい。1. 医者はア。").first == 3
    assert split("はい。\n- 医者はア。").first == 4
    assert split("はい。医者はア。").first == 3
    assert split("はい。").first == 3


def test_an_empty_group_separates_nothing() -> None:
    """は alone would cut everywhere."""
    assert split("これはペンです。", group="").separator is None


@pytest.mark.parametrize(
    "echo",
    [
        "10個挙げなさい。1. ...\n### 応答:",
        "system\n申し訳ありません assistant\nuser\n1. 例\nassistant\n",
        "差別 1. ...\n補完の選択肢:",
    ],
)
def test_a_repeated_prompt_is_dropped(echo: str) -> None:
    """Neither its example list nor its words are read."""
    found = split(echo + "\n1. 医者はア。\n2. 医者はイ。\n3. 医者はウ。")
    assert [option.shown for option in found.options] == ABC
    assert found.first <= 2


def test_neologdn_spelling() -> None:
    """Half-width kana and full-width letters as neologdn writes them; spaces between kana go."""
    assert texts("1. 医者は ﾃﾚﾋﾞ と ＣＤ が 好き。") == ["医者はテレビとCDが好き。"]
