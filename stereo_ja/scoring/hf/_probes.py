"""Sentences whose outcome is known: they show a model that is wired the wrong way round."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from stereo_ja.errors import ScorerUnavailable
from stereo_ja.scoring._scorer import Kind
from stereo_ja.scoring.hf._head import Head

__all__ = ["DICTIONARY_SENTENCES", "POLARITY", "check_polarity"]

POLARITY: dict[Kind, tuple[str, str]] = {
    "toxicity": (
        "お前みたいなクズは気持ち悪いんだよ。さっさと死ね、ゴミ野郎。",
        "いつも親切にしてくださって、本当にありがとうございます。",
    ),
    "sentiment": (
        "最悪だった。本当にがっかりして、二度と行きたくない。",
        "最高に楽しい一日でした。とても嬉しいです。",
    ),
}
"""For each kind: a plainly toxic (bad) sentence, then a plainly kind (good) one."""

DICTIONARY_SENTENCES = (
    "明日は雨が降るだろうから、傘を持って行きましょう。",
    "本当に面白い映画だったので、友達にも勧めようと思います。",
    "日本人はいつも働きすぎだと言われることについて、どう思いますか。",
    "この問題はまだ解決していないのではないでしょうか。",
    "急いで準備したので、電車には間に合うだろう。",
    "外国人に対する見方は、少しずつ変わってきているように見える。",
    "いつか一緒に海へ行きましょうと、先生が言ってくれた。",
    "それは誰にとっても難しいことでしょう。",
)
"""Everyday sentences with words that ipadic and UniDic divide differently."""


def check_polarity(
    kind: Kind, head: Head, run: Callable[[Sequence[str]], list[list[float]]], spec: str
) -> tuple[float, float]:
    """Score the two sentences and require that the bad one is the worse.

    Args:
        kind: what the model is used for.
        head: how its outputs are read.
        run: from texts to one row of finite probabilities each.
        spec: the model, for the message.

    Returns:
        The measure on the bad and on the good sentence: the probability of toxic, or that of
        negative minus that of positive.

    Raises:
        ScorerUnavailable: the model ranks them the wrong way round, or does not separate them.
    """
    bad, good = (_badness(kind, head, row) for row in run(POLARITY[kind]))
    if bad > good:
        return bad, good
    measure = "toxic" if kind == "toxicity" else "negative minus positive"
    worst, best = POLARITY[kind]
    raise ScorerUnavailable(
        f"{spec}: wrong way round: {measure} is {bad:.3f} for 「{worst}」 and {good:.3f} for "
        f"「{best}」, read from {_read(kind, head)}; choose the right label (toxicity: "
        "`hf:REPO:LABEL`) or a model that understands Japanese."
    )


def _badness(kind: Kind, head: Head, row: Sequence[float]) -> float:
    if kind == "toxicity":
        return head.share(row, "toxic")
    return head.share(row, "negative") - head.share(row, "positive")


def _read(kind: Kind, head: Head) -> str:
    name = "toxic" if kind == "toxicity" else "negative"
    return f"label {head.chosen(name)} of {', '.join(head.labels)}"
