"""Which MeCab dictionary a Japanese BERT vocabulary was made with.

A configuration that names none used to mean ipadic and now means unidic-lite, without a message;
one that names no tokenizer means no MeCab at all, and every kanji a token of its own. The
vocabulary itself tells: it holds, as whole words, the words that its own dictionary makes.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from stereo_ja.errors import ScorerUnavailable
from stereo_ja.scoring.hf._errors import brief
from stereo_ja.scoring.hf._probes import DICTIONARY_SENTENCES

__all__ = ["DICTIONARIES", "Dictionary", "coverage", "made_of_words", "settle"]

_log = logging.getLogger(__name__)

DICTIONARIES = ("ipadic", "unidic_lite")
"""The dictionaries that are decided between."""

_CLEAR = 0.1
"""A smaller difference in coverage decides nothing."""
_COMPOUND = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True)
class Dictionary:
    """The dictionary in use and how it was found."""

    name: str | None = None
    """Package name; None when the tokenizer uses no MeCab or a dictionary of the system."""
    origin: Literal["none", "config", "override", "coverage", "default"] = "none"
    """``default`` means that the vocabulary did not decide and transformers' own default stands."""
    coverage: dict[str, float] = field(default_factory=dict)
    """By dictionary: share, in [0, 1], of the words only it makes that are in the vocabulary."""


def settle(
    tokenizer: Any,
    named_class: str | None,
    named_type: str | None,
    reload: Callable[[str], Any],
    override: str | None,
    spec: str,
) -> tuple[Any, Dictionary]:
    """Return the tokenizer with the right dictionary, and which one that is.

    Args:
        tokenizer: as transformers loads it from the configuration alone.
        named_class: the tokenizer class that the model's own files name, or None.
        named_type: ``word_tokenizer_type`` in the model's own tokenizer configuration, or None.
        reload: loads the tokenizer again as a Japanese BERT's, with a given dictionary.
        override: the user's choice, which goes before everything.
        spec: the model, for messages.

    Raises:
        ScorerUnavailable: a dictionary that is needed is not installed.
    """
    japanese = type(tokenizer).__name__ == "BertJapaneseTokenizer"
    if not japanese and (named_class is not None or not made_of_words(tokenizer)):
        return tokenizer, Dictionary()
    if override is not None:
        return _loaded(reload, override, spec), Dictionary(override, "override")
    if not japanese:
        return _decide({name: _loaded(reload, name, spec) for name in DICTIONARIES}, spec)
    if named_type not in (None, "mecab") or tokenizer.subword_tokenizer_type == "sentencepiece":
        return tokenizer, Dictionary()
    named = tokenizer.mecab_kwargs or {}
    if "mecab_dic" in named or "mecab_option" in named:
        return tokenizer, Dictionary(named.get("mecab_dic", "unidic_lite"), "config")
    return _decide({name: _loaded(reload, name, spec) for name in DICTIONARIES}, spec)


def made_of_words(tokenizer: Any) -> bool:
    """Whether the vocabulary holds words of several kanji that the tokenizer never makes."""
    whole = {word for text in DICTIONARY_SENTENCES for word in _COMPOUND.findall(text)}
    made = {token for text in DICTIONARY_SENTENCES for token in tokenizer.tokenize(text)}
    if any(_COMPOUND.search(token) for token in made):
        return False
    return 2 * len(whole & tokenizer.get_vocab().keys()) > len(whole)


def coverage(tokenizers: dict[str, Any]) -> dict[str, float]:
    """For each of two tokenizers: the share of words only it makes that its vocabulary holds."""
    words = {
        name: {
            word
            for sentence in DICTIONARY_SENTENCES
            for word in tokenizer.word_tokenizer.tokenize(sentence)
        }
        for name, tokenizer in tokenizers.items()
    }
    shares = {}
    for name, tokenizer in tokenizers.items():
        own = words[name].difference(*(made for other, made in words.items() if other != name))
        held = tokenizer.get_vocab()
        shares[name] = sum(word in held for word in own) / len(own) if own else 0.0
    return shares


def _decide(tokenizers: dict[str, Any], spec: str) -> tuple[Any, Dictionary]:
    shares = coverage(tokenizers)
    best, second = sorted(shares, key=lambda name: shares[name], reverse=True)
    figures = ", ".join(f"{name} {share:.0%}" for name, share in shares.items())
    if shares[best] - shares[second] < _CLEAR:
        _log.warning(
            "%s: names no MeCab dictionary and its vocabulary does not decide (%s); using "
            "unidic_lite; set STEREO_JA_MECAB_DIC=ipadic if it was trained with that",
            spec,
            figures,
        )
        return tokenizers["unidic_lite"], Dictionary("unidic_lite", "default", shares)
    _log.info("%s: names no MeCab dictionary; %s by vocabulary (%s)", spec, best, figures)
    return tokenizers[best], Dictionary(best, "coverage", shares)


def _loaded(reload: Callable[[str], Any], name: str, spec: str) -> Any:
    try:
        return reload(name)
    except ImportError as error:
        raise ScorerUnavailable(
            f"{spec}: the Japanese dictionary {name} (or fugashi) is needed and not installed: "
            "run `pip install 'stereo-ja[hf]'`."
        ) from error
    except Exception as error:  # an unknown name, or a broken dictionary
        raise ScorerUnavailable(
            f"{spec}: cannot use the dictionary {name!r} ({brief(error)}); "
            f"known are {', '.join(DICTIONARIES)} and unidic."
        ) from error
