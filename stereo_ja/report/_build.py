"""Builds the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stereo_ja.compare import compare
from stereo_ja.errors import UserError
from stereo_ja.metrics import COVERAGE_FLOOR
from stereo_ja.report._assets import environment, policy, script, style
from stereo_ja.report._comparison import ComparisonView, comparison_view
from stereo_ja.report._find_all import findings_of
from stereo_ja.report._format import percent
from stereo_ja.report._tables import OUTCOMES
from stereo_ja.report._view import RunView, view
from stereo_ja.report.browser import browser_view
from stereo_ja.report.charts import plotly_script
from stereo_ja.report.methods import latex_table, markdown_table
from stereo_ja.runs import Run, redacted
from stereo_ja.secrets import refuse_secrets
from stereo_ja.version import __version__

__all__ = ["build_report"]

DRAWS = 10_000


def build_report(runs: Sequence[Run], *, draws: int = DRAWS, seed: int = 0) -> str:
    """The report as one HTML document that needs nothing else and asks no host for anything.

    The same runs give the same text: nothing in it depends on when or where it is built. What
    looks like a key in a model's output is taken out of it; anywhere else it stops the page.

    Args:
        runs: At least one run, as ``load_runs`` returns them.
        draws: Of the chances of each rank, where there are several runs.
        seed: Of the draws.

    Raises:
        UserError: There is no run, or the page would hold what looks like a secret.
    """
    from markupsafe import Markup

    if not runs:
        msg = "no run to report on; give at least one folder that lm-eval wrote"
        raise UserError(msg)
    runs = [redacted(run) for run in runs]
    found = findings_of(runs)
    views = [
        view(run, findings, position)
        for position, (run, findings) in enumerate(zip(runs, found, strict=True), 1)
    ]
    comparison = _comparison(runs, draws, seed)
    headlines = [[(one.name, one.cards) for one in some] for some in _alike(views)]
    plotly, own = plotly_script(), script()
    fields: dict[str, Any] = {
        "css": Markup(style()),  # noqa: S704 - a file of this package
        "policy": policy(plotly, own) if plotly else policy(own),
        "version": __version__,
        "views": views,
        "alike": _alike(views),
        "comparison": comparison,
        "contents": _contents(views, comparison),
        "outcomes": [(name, name.replace("_", " ").capitalize()) for name in OUTCOMES],
        "floor": percent(COVERAGE_FLOOR, 0),
        "latex": "\n\n".join(map(latex_table, headlines)),
        "markdown": "\n\n".join(map(markdown_table, headlines)),
        "browser": browser_view(runs),
        "drawn": bool(plotly),
        # The library is no place for a secret of ours, and is long: it goes in after the search.
        "plotly": _PLOTLY,
        "script": Markup(own),  # noqa: S704 - files of this package
    }
    page: str = environment().get_template("page.html.j2").render(fields)
    refuse_secrets(page, "the report")
    # JSON may smuggle in half of a surrogate pair, which UTF-8 cannot hold.
    page = page.encode("utf-8", "replace").decode("utf-8")
    return page.replace(_PLOTLY, plotly, 1)


_PLOTLY = "/* plotly.js */"


def _alike(views: Sequence[RunView]) -> list[list[RunView]]:
    """The runs in sets that have the same headline metrics, and so can share a table."""
    sets: dict[tuple[str, ...], list[RunView]] = {}
    for one in views:
        sets.setdefault(tuple(card.key for card in one.cards), []).append(one)
    return list(sets.values())


def _comparison(runs: Sequence[Run], draws: int, seed: int) -> ComparisonView | None:
    if len({(run.source.resolve(), run.task) for run in runs}) < 2:
        return None
    return comparison_view(compare(runs, draws=draws, seed=seed))


def _contents(views: Sequence[RunView], comparison: ComparisonView | None) -> list[tuple[str, str]]:
    """Anchor and title of every chapter; of a single run its parts."""
    found: list[tuple[str, str]] = []
    if len(views) > 1:
        found.append(("overview", "Overview"))
    if comparison:
        found.append(("comparison", "Comparison"))
        found += [("correlation", "Correlation")] if comparison.matrices else []
    if len(views) > 1:
        found += [(f"run-{view.position}", view.name) for view in views]
    else:
        found += _parts(views[0])
    found.append(("tables", "Tables to copy"))
    if any(view.blocks for view in views):
        found.append(("browser", "Responses"))
    return [*found, ("notes", "How to read")]


def _parts(view: RunView) -> list[tuple[str, str]]:
    names = ["headline"]
    if view.blocks:
        names += ["outcomes"]
        names += ["toxicity"] if "max_toxicity" in view.tabled else []
        names += ["sentiment"] if "sentiment" in view.tabled else []
        names += [one.key for one in view.further]
        names += ["firmness"] if view.by_reader or view.over_refusals else []
        names += ["groups"] if view.ranking else []
        names.append("reading")
    titles = {one.key: one.title for one in view.further}
    return [(f"{name}-1", titles.get(name, name.capitalize())) for name in [*names, "methods"]]
