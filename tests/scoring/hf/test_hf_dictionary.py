"""The MeCab dictionary of a Japanese BERT, named, guessed, overridden or missing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from stereo_ja.errors import ScorerUnavailable
from stereo_ja.scoring.hf import HfScorer
from stereo_ja.scoring.hf._fingerprint import fingerprint

Make = Callable[..., Path]
UNNAMED = {"mecab_kwargs": None}
SILENT = {"mecab_kwargs": None, "word_tokenizer_type": None}
CLASSLESS = {**SILENT, "tokenizer_class": None, "backend": None}
BOTH = ["ipadic", "unidic_lite"]


@pytest.mark.parametrize("dictionary", BOTH)
@pytest.mark.parametrize("written", [UNNAMED, SILENT, CLASSLESS])
def test_the_vocabulary_decides(
    bert: Make, variant: Make, texts: list[str], dictionary: str, written: dict[str, None]
) -> None:
    """Where the configuration is silent the scores must equal those with the right name."""
    folder = variant(bert(dictionary), tokenizer_config=written)
    scorer = HfScorer("sentiment", str(folder))
    scorer.check()
    assert scorer.details["dictionary"] == dictionary
    assert scorer.details["dictionary_from"] == "coverage"
    assert scorer.details["dictionary_coverage"][dictionary] == 1.0
    assert scorer.revision == f"{fingerprint(folder)}+{dictionary}"
    named = HfScorer("sentiment", str(bert(dictionary)))
    assert [(i, s.value) for i, s in scorer.score(texts)] == [
        (i, s.value) for i, s in named.score(texts)
    ]


@pytest.mark.parametrize("dictionary", BOTH)
def test_a_named_dictionary_is_kept_and_not_in_the_revision(bert: Make, dictionary: str) -> None:
    scorer = HfScorer("sentiment", str(bert(dictionary)))
    scorer.check()
    assert scorer.details["dictionary"] == dictionary
    assert scorer.details["dictionary_from"] == "config"
    assert scorer.revision == fingerprint(bert(dictionary))


def test_transformers_alone_would_take_the_wrong_one(bert: Make, variant: Make) -> None:
    """The reason for all this: if it ever fails, the guess may no longer be needed."""
    from transformers import AutoTokenizer

    folder = variant(bert("ipadic"), tokenizer_config=UNNAMED)
    alone = AutoTokenizer.from_pretrained(folder)
    scorer = HfScorer("sentiment", str(folder))
    scorer.check()
    assert scorer._classifier is not None
    sentence = "それは難しいことでしょう。"
    assert scorer._classifier.tokenizer.tokenize(sentence) != alone.tokenize(sentence)


def test_without_a_named_class_transformers_would_divide_every_kanji(
    bert: Make, variant: Make
) -> None:
    """Most characters are in the vocabulary too, so nothing would look wrong."""
    from transformers import AutoTokenizer

    folder = variant(bert("ipadic"), tokenizer_config=CLASSLESS)
    assert AutoTokenizer.from_pretrained(folder).tokenize("映画") == ["映", "画"]
    scorer = HfScorer("sentiment", str(folder))
    scorer.check()
    assert scorer._classifier is not None
    assert scorer._classifier.tokenizer.tokenize("映画") == ["映画"]


def test_a_tokenizer_that_is_named_or_has_no_words_is_kept(bert: Make, variant: Make) -> None:
    """A model may well have been trained on single characters."""
    named = variant(
        bert(), "named", tokenizer_config={**SILENT, "tokenizer_class": "BertTokenizer"}
    )
    characters = variant(bert(), "characters", tokenizer_config=CLASSLESS)
    path = characters / "vocab.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [f"[unused{n}]" if len(w) > 1 and w[0] > "一" else w for n, w in enumerate(lines)]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    for folder in (named, characters):
        scorer = HfScorer("sentiment", str(folder))
        scorer.check()
        assert scorer.details["dictionary"] is None
        assert scorer.revision == fingerprint(folder)


@pytest.mark.parametrize("how", ["argument", "environment", "revision"])
def test_the_user_can_override(bert: Make, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    folder, pinned = str(bert("unidic_lite")), fingerprint(bert("unidic_lite"))
    if how == "environment":
        monkeypatch.setenv("STEREO_JA_MECAB_DIC", "ipadic")
    scorer = HfScorer(
        "sentiment",
        folder,
        f"{pinned}+ipadic" if how == "revision" else None,
        dictionary="ipadic" if how == "argument" else None,
    )
    scorer.check()
    assert scorer.details["dictionary_from"] == "override"
    assert scorer.revision == f"{pinned}+ipadic"
    assert scorer._classifier is not None
    assert "でしょ" in scorer._classifier.tokenizer.word_tokenizer.tokenize("難しいでしょう。")


def test_an_unknown_override_lists_what_there_is(bert: Make) -> None:
    with pytest.raises(ScorerUnavailable, match=r"'neologd'.*ipadic, unidic_lite and unidic"):
        HfScorer("sentiment", str(bert()), dictionary="neologd").check()


@pytest.mark.parametrize("named", [True, False])
def test_a_missing_dictionary_is_a_clear_message(
    bert: Make, variant: Make, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    """Guessing without ipadic installed would mean guessing unidic-lite, so it is refused."""
    monkeypatch.setitem(sys.modules, "ipadic", None)
    folder = bert("ipadic") if named else variant(bert("ipadic"), tokenizer_config=UNNAMED)
    with pytest.raises(ScorerUnavailable, match=r"ipadic.*pip install 'stereo-ja\[hf\]'"):
        HfScorer("sentiment", str(folder)).check()


def test_missing_fugashi_is_a_clear_message(bert: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fugashi", None)
    with pytest.raises(ScorerUnavailable, match=r"fugashi.*pip install 'stereo-ja\[hf\]'"):
        HfScorer("sentiment", str(bert())).check()


def test_a_vocabulary_without_japanese_is_refused(bert: Make, variant: Make) -> None:
    """Every word of the probes unknown: the scores would be those of an empty text."""
    folder = variant(bert(), tokenizer_config=UNNAMED)
    path = folder / "vocab.txt"
    count = len(path.read_text(encoding="utf-8").splitlines())
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    english = special + [f"word{n}" for n in range(count - len(special))]
    path.write_text("\n".join(english) + "\n", encoding="utf-8")
    with pytest.raises(ScorerUnavailable, match="turns 100% of everyday Japanese into unknown"):
        HfScorer("sentiment", str(folder)).check()


def test_an_undecided_vocabulary_keeps_the_default_and_says_so(
    bert: Make, variant: Make, caplog: pytest.LogCaptureFixture
) -> None:
    """A vocabulary with the words of both dictionaries tells nothing."""
    folder = variant(bert(), tokenizer_config=UNNAMED)
    path = folder / "vocab.txt"
    mine = path.read_text(encoding="utf-8").splitlines()
    other = (bert("ipadic") / "vocab.txt").read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(dict.fromkeys([*mine, *other])) + "\n", encoding="utf-8")
    scorer = HfScorer("sentiment", str(folder))
    scorer.check()
    assert scorer.details["dictionary_from"] == "default"
    assert scorer.details["dictionary"] == "unidic_lite"
    assert "STEREO_JA_MECAB_DIC=ipadic" in caplog.text
