"""Loads a tokenizer and refuses one that would turn Japanese into unknown tokens."""

from __future__ import annotations

from typing import Any

from stereo_ja.errors import ScorerUnavailable
from stereo_ja.scoring.hf._dictionary import Dictionary, settle
from stereo_ja.scoring.hf._errors import brief
from stereo_ja.scoring.hf._probes import DICTIONARY_SENTENCES
from stereo_ja.scoring.hf._source import Source

__all__ = ["content", "load_tokenizer", "unknown_share"]

_MOST_UNKNOWN = 0.5
_FEWEST_TOKENS = 0.5
"""Of the model's vocabulary. Padding a vocabulary to a round size costs at most a few percent."""


def load_tokenizer(
    source: Source, config: Any, vocabulary: int, override: str | None, spec: str
) -> tuple[Any, Dictionary]:
    """Load the tokenizer with the dictionary its vocabulary was made with.

    Args:
        source: the model.
        config: its configuration, as transformers reads it.
        vocabulary: number of token embeddings the model has.
        override: a dictionary the user insists on, or None.
        spec: the model, for messages.

    Raises:
        ScorerUnavailable: a package or dictionary is missing, files are missing, or the
            tokenizer does not fit the model or the language.
    """
    from transformers import AutoTokenizer, BertJapaneseTokenizer
    from transformers.models.auto.tokenization_auto import get_tokenizer_config

    def reload(name: str) -> Any:
        options = {"word_tokenizer_type": "mecab", "mecab_kwargs": {"mecab_dic": name}}
        return BertJapaneseTokenizer.from_pretrained(
            source.location, **source.arguments(), **options
        )

    try:
        tokenizer = AutoTokenizer.from_pretrained(source.location, **source.arguments())
        written = get_tokenizer_config(source.location, **source.arguments())
    except ImportError as error:
        raise ScorerUnavailable(
            f"{spec}: its tokenizer needs a package or Japanese dictionary that is not installed "
            f"({brief(error)}): run `pip install 'stereo-ja[hf]'`."
        ) from error
    except Exception as error:  # any of some twenty classes, from three libraries
        raise ScorerUnavailable(
            f"{spec}: its tokenizer cannot be loaded ({brief(error)}); the vocabulary files may be "
            "missing, or `sentencepiece` and `protobuf` (`pip install 'stereo-ja[hf]'`)."
        ) from error
    named = written.get("tokenizer_class") or getattr(config, "tokenizer_class", None)
    tokenizer, dictionary = settle(
        tokenizer, named, written.get("word_tokenizer_type"), reload, override, spec
    )
    _fits(tokenizer, dictionary, vocabulary, spec)
    return tokenizer, dictionary


def content(tokenizer: Any, ids: list[int]) -> list[int]:
    """Token ids without the frame ([CLS], [SEP], <s> …); unknown tokens are kept."""
    frame = set(tokenizer.all_special_ids) - {tokenizer.unk_token_id}
    return [token for token in ids if token not in frame]


def unknown_share(tokenizer: Any, texts: tuple[str, ...]) -> float:
    """Share, in [0, 1], of content tokens that are unknown; 1 when there is no content."""
    tokens = [token for text in texts for token in content(tokenizer, tokenizer(text).input_ids)]
    if not tokens:
        return 1.0
    unknown = tokenizer.unk_token_id
    return [token == unknown for token in tokens].count(True) / len(tokens)


def _fits(tokenizer: Any, dictionary: Dictionary, vocabulary: int, spec: str) -> None:
    # Without its vocabulary file, transformers 5 builds a tokenizer of five tokens in silence.
    if len(tokenizer) < _FEWEST_TOKENS * vocabulary:
        raise ScorerUnavailable(
            f"{spec}: the tokenizer has {len(tokenizer)} tokens and the model {vocabulary}: a "
            "vocabulary file is missing or belongs to another model."
        )
    share = unknown_share(tokenizer, DICTIONARY_SENTENCES)
    if share > _MOST_UNKNOWN:
        using = f" with {dictionary.name}" if dictionary.name else ""
        raise ScorerUnavailable(
            f"{spec}: its tokenizer{using} turns {share:.0%} of everyday Japanese into unknown "
            "tokens; the model is not made for Japanese, or its vocabulary was made with another "
            "dictionary (STEREO_JA_MECAB_DIC=ipadic or unidic_lite)."
        )
