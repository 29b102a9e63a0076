"""The tables of metrics, and every metric by its name."""

from __future__ import annotations

from stereo_ja.benchmark import benchmark_named
from stereo_ja.errors import StereoJaError
from stereo_ja.metrics._metric import Metric
from stereo_ja.metrics._stereotype import STEREOTYPE
from stereo_ja.plugins import load_plugins

__all__ = ["metric_named", "metrics_of", "register_metrics", "shown_metrics"]

_tables: dict[str, dict[str, Metric]] = {"stereotype": {one.name: one for one in STEREOTYPE}}


def register_metrics(table: str, *metrics: Metric) -> None:
    """Add metrics to a table, which is made if there is none of that name.

    Raises:
        StereoJaError: A name that another metric has.
    """
    for metric in metrics:
        taken = next((one[metric.name] for one in _tables.values() if metric.name in one), metric)
        if taken != metric:
            raise StereoJaError(f"there is a metric {metric.name} already: give another name")
        _tables.setdefault(table, {})[metric.name] = metric


def metrics_of(*tasks: str) -> tuple[Metric, ...]:
    """The metrics of some tasks in the order of their tables, each once.

    Raises:
        UserError: A task that is none of ours.
    """
    load_plugins()
    tables = dict.fromkeys(benchmark_named(task).metrics for task in tasks)
    return tuple(metric for table in tables for metric in _tables[table].values())


def shown_metrics(*tasks: str) -> tuple[Metric, ...]:
    """Those of ``metrics_of`` that stand for themselves, not beside others."""
    return tuple(metric for metric in metrics_of(*tasks) if not metric.beside)


def metric_named(name: str) -> Metric:
    """The metric of a name.

    Raises:
        StereoJaError: There is none.
    """
    load_plugins()
    for table in _tables.values():
        if name in table:
            return table[name]
    raise StereoJaError(f"there is no metric {name!r}")
