from __future__ import annotations

import pytest

from stereo_ja.report._format import number, percent, place, plain, plural


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.12169, "12.2 %"),
        (0.0, "0.0 %"),
        (1.0, "100.0 %"),
        (None, "—"),
        # Neither full coverage nor a rate of zero may come from rounding.
        (0.99999, "99.9 %"),
        (0.0001, "< 0.1 %"),
    ],
)
def test_shares(share, text):
    assert text == percent(share).replace("\u202f", " ")


@pytest.mark.parametrize(
    ("value", "text"), [(-0.25, "−0.250"), (-0.0001, "0.000"), (None, "—"), (0.5, "0.500")]
)
def test_numbers(value, text):
    assert text == number(value)


def test_model_text_becomes_one_short_line_without_control_characters():
    assert plain("a\n\tb\x00\x1b\u2028c") == "a b c"
    assert plain("あ" * 10_000, limit=4) == "あああ…"
    assert plain("あああ", limit=3) == "あああ"


def test_plurals():
    assert tuple(plural(n, "line") for n in (1, 2, 1000)) == ("1 line", "2 lines", "1,000 lines")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("llm-jp/llm-jp-3-13b-instruct", "llm-jp/llm-jp-3-13b-instruct"),
        ("checkpoints/last", "checkpoints/last"),
        ("/home/someone/models/tiny/", "local folder …/models/tiny"),
        (r"C:\Users\someone\tiny", "local folder …/someone/tiny"),
    ],
)
def test_a_page_to_be_passed_on_shows_no_folders_of_its_maker(name, shown):
    assert shown == place(name)
