"""What the task YAMLs say that a results JSON repeats."""

from __future__ import annotations

from functools import cache

import yaml

from stereo_ja.harness._tasks_dir import tasks_dir

__all__ = ["higher_is_better"]


class _Loader(yaml.SafeLoader):
    """Takes the functions a YAML names as text, without importing them."""


_Loader.add_constructor("!function", lambda loader, node: str(node.value))


@cache
def higher_is_better() -> dict[str, bool | None]:
    """Metric name to whether more of it is better; None where it is neither."""
    (base,) = tasks_dir().rglob("_ja_stereotype_base*")
    content = yaml.load(base.read_text(encoding="utf-8"), _Loader)
    return {entry["metric"]: entry["higher_is_better"] for entry in content["metric_list"]}
