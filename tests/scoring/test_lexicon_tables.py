"""The lexicon's tables are well formed, and every row does what it says."""

from __future__ import annotations

from collections import Counter

import pytest

from stereo_ja.scoring.lexicon._conditions import CONDITIONS
from stereo_ja.scoring.lexicon._cues import CUES, cue
from stereo_ja.scoring.lexicon._measure import lexicons
from stereo_ja.scoring.lexicon._normalise import clean, fold, pieces
from stereo_ja.scoring.lexicon._tables import SENTIMENT, TOXICITY, Entry, fingerprint, rows

CLASSES = {"threat", "slur", "insult", "dehumanising", "demeaning", "profanity", "sexual"}
CLASSES |= {"register", "harmless"}


@pytest.fixture(scope="module")
def toxic() -> list[Entry]:
    return list(rows(TOXICITY))


@pytest.fixture(scope="module")
def polar() -> list[Entry]:
    return list(rows(SENTIMENT))


def test_sizes(toxic: list[Entry], polar: list[Entry]) -> None:
    assert len(toxic) >= 400
    by_polarity = Counter(entry.group for entry in polar)
    assert by_polarity["positive"] >= 500
    assert by_polarity["negative"] >= 500


def test_a_content_warning_heads_the_offensive_table() -> None:
    assert TOXICITY.read_text(encoding="utf-8").startswith("# CONTENT WARNING")


def test_columns_hold_what_the_head_says(toxic: list[Entry], polar: list[Entry]) -> None:
    for entry in toxic:
        assert entry.group in CLASSES, entry
        assert 0.0 <= entry.weight < 1.0, entry
        assert (entry.weight < 0.05) or entry.group != "harmless", entry
    for entry in polar:
        assert entry.group in {"positive", "negative", "neutral"}, entry
        assert (entry.weight == 0.0) == (entry.group == "neutral"), entry
    for entry in (*toxic, *polar):
        assert entry.text == entry.text.strip()
        assert entry.text
        assert entry.when in {"", *CONDITIONS}, entry


def test_no_row_twice(toxic: list[Entry], polar: list[Entry]) -> None:
    for table in (toxic, polar):
        twice = [k for k, n in Counter((e.text, e.when) for e in table).items() if n > 1]
        assert twice == []


def test_polar_words_have_the_polarity_of_their_row(polar: list[Entry]) -> None:
    plain = [e for e in polar if "{" not in e.text and not e.when and e.group != "neutral"]
    measures = lexicons().measure([entry.text for entry in plain])
    wrong = [
        entry.text
        for entry, found in zip(plain, measures, strict=True)
        if found is not None and (found.polarity > 0) != (entry.group == "positive")
    ]
    # A few words the tagger cuts in two out of context.
    assert len(wrong) <= len(plain) // 200, wrong


def test_strong_words_are_found_by_themselves(toxic: list[Entry]) -> None:
    strong = [e for e in toxic if "{" not in e.text and not e.when and e.weight >= 0.5]
    measures = lexicons().measure([entry.text for entry in strong])
    missed = [
        entry.text
        for entry, found in zip(strong, measures, strict=True)
        if found is not None and found.toxicity < 0.3
    ]
    assert len(missed) <= len(strong) // 50, missed


def test_every_cue_has_words_and_an_unknown_one_is_an_error() -> None:
    names = [line.split("\t")[0] for line in CUES.read_text(encoding="utf-8").splitlines()]
    for name in names:
        if not name.startswith(("#", "cue")):
            assert cue(name)
    with pytest.raises(KeyError):
        cue("no such cue")


def test_fingerprint_is_that_of_sha256sum() -> None:
    # The shell's own: cat toxicity.tsv sentiment.tsv cues.tsv | sha256sum
    import subprocess

    command = ["sh", "-c", 'cat "$@" | sha256sum', "-", str(TOXICITY), str(SENTIMENT), str(CUES)]
    shell = subprocess.run(command, capture_output=True, text=True, check=True)
    assert fingerprint() == shell.stdout[:8]


def test_fold_keeps_the_length() -> None:
    assert fold("キモいブスー漢字ABC") == "きもいぶすー漢字ABC"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("きもーーい", "きもい"),
        ("うるせー", "うるせえ"),
        ("うぜぇ", "うぜえ"),
        ("ｷﾓｲ！！！！", "キモイ!!"),
        ("バカァァァ", "バカ"),
        ("タヒね", "死ね"),
        ("タヒチ", "タヒチ"),
        ("お前　死ね", "お前、死ね"),
        ("一行目\n\n二行目", "一行目。二行目"),
        ("バ\u200bカ", "バカ"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_clean_restores_drawn_out_slang_only() -> None:
    assert clean("キモーイ", frozenset({"きもい"})) == "キモイ"
    assert clean("ケーキ", frozenset({"きもい"})) == "ケーキ"


def test_pieces_join_to_the_text_and_are_short() -> None:
    text = "これは文です。" * 200 + "あ" * 1000
    cut = list(pieces(text))
    assert "".join(cut) == text
    assert max(map(len, cut)) <= 400
    assert cut[0].endswith("。")
