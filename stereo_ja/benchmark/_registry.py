"""All benchmarks, by the names of their tasks."""

from __future__ import annotations

from stereo_ja.benchmark._benchmark import Benchmark
from stereo_ja.benchmark._ja_stereotype import JA_STEREOTYPE
from stereo_ja.errors import StereoJaError, UserError
from stereo_ja.plugins import load_plugins

__all__ = ["benchmark_named", "benchmark_of", "benchmarks", "is_ours", "register_benchmark"]

_known: dict[str, Benchmark] = {JA_STEREOTYPE.name: JA_STEREOTYPE}


def register_benchmark(benchmark: Benchmark) -> Benchmark:
    """Make a benchmark known; the same one may come again.

    Raises:
        StereoJaError: Another benchmark has a task of one of its names.
    """
    for name, other in _known.items():
        if other != benchmark and set(benchmark.tasks) & {*other.tasks, *other.variants}:
            raise StereoJaError(f"benchmark {benchmark.name}: {name} has a task of that name")
    _known[benchmark.name] = benchmark
    return benchmark


def benchmarks() -> tuple[Benchmark, ...]:
    """Every benchmark of this package and of installed plugins."""
    load_plugins()
    return tuple(_known.values())


def benchmark_of(task: str) -> Benchmark | None:
    """The benchmark of a task, of its parts and of tasks that are named after it.

    Returns:
        None for a task of somebody else.
    """
    fitting = [
        one for one in benchmarks() if task == one.name or task.startswith(f"{one.name}_")
    ]  # a longer name is a benchmark of its own, not a part of the shorter
    return max(fitting, key=lambda one: len(one.name), default=None)


def benchmark_named(task: str) -> Benchmark:
    """As ``benchmark_of``.

    Raises:
        UserError: The task is none of ours.
    """
    found = benchmark_of(task)
    if found is None:
        known = ", ".join(task for one in benchmarks() for task in one.tasks)
        raise UserError(f"unknown task {task[:60]!r}: choose one of {known}")
    return found


def is_ours(task: str) -> bool:
    """Whether a task belongs to one of the benchmarks."""
    return benchmark_of(task) is not None
