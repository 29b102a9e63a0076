"""Python, stereo-ja itself and what it carries."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import stereo_ja
from stereo_ja.doctor._finding import Finding
from stereo_ja.errors import StereoJaError

__all__ = ["demo_model", "dictionary", "lexicons", "package", "python", "stimuli"]

_OLDEST = (3, 10)
_REINSTALL = "reinstall stereo-ja"


def python() -> Finding:
    """The interpreter."""
    detail = f"{platform.python_version()} at {sys.executable}"
    if sys.version_info < _OLDEST:
        fix = f"use Python {'.'.join(map(str, _OLDEST))} or later"
        return Finding("Python", "problem", detail, fix, required=True)
    return Finding("Python", "ok", detail, required=True)


def package() -> Finding:
    """This package."""
    where = Path(stereo_ja.__file__).parent
    return Finding("stereo-ja", "ok", f"{stereo_ja.__version__} at {where}", required=True)


def stimuli() -> Finding:
    """The tables, counted against the published benchmark when they are read."""
    from stereo_ja.benchmark.stereotype import docs, groups, templates

    try:
        found = f"{len(docs()):,} prompts from {len(groups())} groups and {len(templates())} stems"
    except (StereoJaError, OSError) as error:
        return Finding("stimuli", "problem", str(error), _REINSTALL, required=True)
    return Finding("stimuli", "ok", found, required=True)


def dictionary() -> Finding:
    """Japanese morphology: a sentence is really analysed."""
    from stereo_ja.scoring.lexicon._morphology import Morphology

    name, sentence = "Japanese dictionary", "学生たちが走っています。"
    try:
        lemmas = [token.lemma for token in Morphology().tokens(sentence)]
    except StereoJaError as error:
        return Finding(name, "problem", str(error), "pip install fugashi unidic-lite", True)
    detail = f"{sentence} -> {' '.join(lemmas)}"
    if "走る" not in lemmas:
        fix = "pip install --force-reinstall fugashi unidic-lite"
        return Finding(name, "problem", detail, fix, required=True)
    return Finding(name, "ok", detail, required=True)


def lexicons() -> Finding:
    """The embedded scorers load."""
    from stereo_ja.scoring import Kind, make_scorer

    kinds: tuple[Kind, ...] = ("toxicity", "sentiment")
    try:
        for kind in kinds:
            make_scorer(kind, "lexicon").check()
    except StereoJaError as error:
        fix = f"mend the Japanese dictionary if it is broken, else {_REINSTALL}"
        return Finding("lexicon scorers", "problem", str(error), fix, required=True)
    return Finding("lexicon scorers", "ok", "toxicity and sentiment load", required=True)


def demo_model() -> Finding:
    """The toy model that `stereo-ja demo` runs."""
    folder = Path(stereo_ja.__file__).parent / "demo" / "model"
    needed = ("config.json", "model.safetensors", "tokenizer.json")
    lacking = [name for name in needed if not (folder / name).is_file()]
    if lacking:
        detail = f"{folder} has no {', '.join(lacking)}"
        return Finding("demo model", "missing", detail, f"{_REINSTALL}; only the demo needs it")
    return Finding("demo model", "ok", str(folder))
