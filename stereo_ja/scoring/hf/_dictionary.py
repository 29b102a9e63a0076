"""Which MeCab dictionary a Japanese BERT vocabulary was made with.

A configuration that names none used to mean ipadic and now means unidic-lite, without a message.
The vocabulary itself tells: it holds, as whole words, the words that its own dictionary makes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from stereo_ja.errors import ScorerUnavailable
from stereo_ja.scoring.hf._errors import brief
from stereo_ja.scoring.hf._probes import DICTIONARY_SENTENCES

__all__ = ["DICTIONARIES", "Dictionary", "coverage", "settle"]

_log = logging.getLogger(__name__)

DICTIONARIES = ("ipadic", "unidic_lite")
"""The dictionaries that are decided between."""

_CLEAR = 0.1
"""A smaller difference in coverage decides nothing."""


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
    named_type: str | None,
    reload: Callable[[str], Any],
    override: str | None,
    spec: str,
) -> tuple[Any, Dictionary]:
    """Return the tokenizer with the right dictionary, and which one that is.

    Args:
        tokenizer: as transformers loads it from the configuration alone.
        named_type: ``word_tokenizer_type`` in the model's own tokenizer configuration, or None.
        reload: loads the tokenizer again with a given dictionary.
        override: the user's choice, which goes before everything.
        spec: the model, for messages.

    Raises:
        ScorerUnavailable: a dictionary that is needed is not installed.
    """
    if type(tokenizer).__name__ != "BertJapaneseTokenizer":
        return tokenizer, Dictionary()
    if override is not None:
        return _loaded(reload, override, spec), Dictionary(override, "override")
    if named_type not in (None, "mecab") or tokenizer.subword_tokenizer_type == "sentencepiece":
        return tokenizer, Dictionary()
    named = tokenizer.mecab_kwargs or {}
    if "mecab_dic" in named or "mecab_option" in named:
        return tokenizer, Dictionary(named.get("mecab_dic", "unidic_lite"), "config")
    return _decide({name: _loaded(reload, name, spec) for name in DICTIONARIES}, spec)


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
