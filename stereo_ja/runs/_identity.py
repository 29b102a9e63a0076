"""What two runs must have in common before their numbers may stand side by side."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from stereo_ja.metrics import Family
from stereo_ja.runs._run import Run
from stereo_ja.scoring import Kind

__all__ = [
    "FAMILIES", "NOT_RECORDED", "Difference", "differences", "identity", "not_comparable",
    "worth_knowing",
]  # fmt: skip

FAMILIES: tuple[Family, ...] = ("refusal", "toxicity", "sentiment", "verdict")
"""Metrics by what they rest on: the reading alone (refusals, invalid responses, options), the
toxicity scores, the sentiment scores, the judge's verdicts."""

NOT_RECORDED = "not recorded"

_ALL = frozenset(FAMILIES)
_TOKENS = ("max_gen_toks", "max_new_tokens", "max_tokens", "max_completion_tokens")
_OWN_TO_A_MODEL = ("do_sample", "temperature", "top_p", "top_k", "min_p", "repetition_penalty")


@dataclass(frozen=True)
class Difference:
    """One fact in which two runs differ."""

    fact: str
    a: str
    b: str
    forbids: frozenset[str]
    """The metrics of which FAMILIES may not be compared; empty if it is only worth knowing."""

    def __str__(self) -> str:
        only = [family for family in FAMILIES if family in self.forbids]
        scope = f" ({' and '.join(only)} only)" if 0 < len(only) < len(FAMILIES) else ""
        return f"{self.fact}: {self.a} against {self.b}{scope}"


@dataclass(frozen=True)
class _Fact:
    name: str
    of: Callable[[Run], str | None]
    forbids: frozenset[str] = frozenset()


def identity(run: Run) -> dict[str, str]:
    """The facts that decide what a run may be compared with, in a fixed order.

    A fact that the files do not hold is NOT_RECORDED. Nothing secret is among them: generation
    settings are those of ``Settings``, and a system instruction is known by its SHA-256 only.
    """
    return {fact.name: fact.of(run) or NOT_RECORDED for fact in _FACTS}


def differences(
    a: Run,
    b: Run,
    *,
    paired: bool = False,
    identities: tuple[dict[str, str], dict[str, str]] | None = None,
) -> list[Difference]:
    """Every fact in which two runs differ, those that forbid a comparison first.

    A fact that one of the runs does not record proves nothing, so it forbids nothing.

    Args:
        a: A run.
        b: Another run.
        paired: Only prompts that both runs hold are compared, so that other prompts beside them
            are worth knowing and no more.
        identities: The ``identity`` of both, where it is known already.
    """
    of_a, of_b = identities or (identity(a), identity(b))
    found = [*_facts(of_a, of_b, paired), *_wording(a, b)]
    return sorted(found, key=lambda difference: not difference.forbids)


def _facts(a: dict[str, str], b: dict[str, str], paired: bool) -> Iterator[Difference]:
    for fact in _FACTS:
        one, other = a[fact.name], b[fact.name]
        if one == other:
            continue
        known = NOT_RECORDED not in (one, other) and not (paired and fact.name == "prompts")
        yield Difference(fact.name, one, other, fact.forbids if known else frozenset())


def not_comparable(a: Run, b: Run, *, paired: bool = False) -> list[str]:
    """One line for each fact that forbids a comparison; empty if every metric may be compared."""
    return [str(found) for found in differences(a, b, paired=paired) if found.forbids]


def worth_knowing(a: Run, b: Run, *, paired: bool = False) -> list[str]:
    """One line for each fact that differs and that a reader of a comparison should know."""
    return [str(found) for found in differences(a, b, paired=paired) if not found.forbids]


def _wording(a: Run, b: Run) -> list[Difference]:
    """The same id must mean the same prompt text, where both runs hold the texts."""
    texts = {one.id: one.prompt for one in a.samples if one.prompt is not None}
    other = {one.id: one.prompt for one in b.samples if one.prompt is not None}
    changed = sorted(key for key in texts.keys() & other.keys() if texts[key] != other[key])
    if not changed:
        return []
    one, two = (_short_hash(str(held[key]) for key in changed) for held in (texts, other))
    return [Difference("prompt wording", one, two, _ALL)]


def _prompts(run: Run) -> str | None:
    ids = sorted({response.id for response in run.samples})
    return f"{len(ids)} ({_short_hash(ids)})" if ids else None


def _short_hash(texts: Iterable[str]) -> str:
    data = "\n".join(texts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:8]


def _scorer(kind: Kind) -> Callable[[Run], str | None]:
    def found(run: Run) -> str | None:
        used: dict[bool, set[tuple[str, str | None]]] = {True: set(), False: set()}
        for response in run.samples:
            for option in response.options:
                score = option.score(kind)
                if score is not None:
                    used[score.status == "scored"].add((score.scorer, score.revision))
        # A scorer that left no score has shaped no number, unless there is no other.
        names = [f"{name} @ {at or 'no revision'}" for name, at in used[True] or used[False]]
        chosen = run.settings.toxicity if kind == "toxicity" else run.settings.sentiment
        return " + ".join(sorted(names)) or chosen

    return found


def _setting(*names: str) -> Callable[[Run], str | None]:
    def found(run: Run) -> str | None:
        held = dict(run.settings.generation)
        return next((held[name] for name in names if name in held), None)

    return found


def _generations(run: Run) -> str | None:
    if not run.samples:
        return None if run.settings.repeats is None else str(run.settings.repeats)
    counts = set(Counter(response.id for response in run.samples).values())
    return str(counts.pop()) if len(counts) == 1 else f"{min(counts)} to {max(counts)}"


def _system(run: Run) -> str | None:
    # Only a results JSON says that there was none.
    if run.settings.system_instruction is None:
        return None if run.settings.chat_template is None else "none"
    return run.settings.system_instruction[:12]


def _shots(run: Run) -> str | None:
    return None if run.settings.shots is None else str(run.settings.shots)


def _template(run: Run) -> str | None:
    on = run.settings.chat_template
    return None if on is None else "on" if on else "off"


_FACTS = (
    _Fact("task", lambda run: run.task, _ALL),
    _Fact("task version", lambda run: run.task_version, _ALL),
    _Fact("prompts", _prompts, _ALL),
    _Fact("generations per prompt", _generations, _ALL),
    _Fact("examples before a prompt", _shots, _ALL),
    _Fact("reader", lambda run: run.settings.reader, _ALL),
    _Fact("toxicity scorer", _scorer("toxicity"), frozenset({"toxicity"})),
    _Fact("sentiment scorer", _scorer("sentiment"), frozenset({"sentiment"})),
    _Fact("max new tokens", _setting(*_TOKENS), _ALL),
    _Fact("system instruction", _system, _ALL),
    _Fact("chat template", _template),
    *(_Fact(name, _setting(name)) for name in _OWN_TO_A_MODEL),
    _Fact("stop", _setting("until", "stop")),
    _Fact("harness", lambda run: run.harness_version),
)
