"""What is counted: one table of metrics, and the sums that make values of it."""

from __future__ import annotations

from stereo_ja.metrics._certainty import Certainty, certainty_of
from stereo_ja.metrics._coverage import (
    COVERAGE_FLOOR,
    Coverage,
    bounds_of,
    coverage_of,
    option_counts,
    reaches,
)
from stereo_ja.metrics._items import (
    AGGREGATIONS,
    Item,
    aggregate,
    aggregation_names,
    doc_items,
)
from stereo_ja.metrics._metric import Contribution, Family, Metric, of_options
from stereo_ja.metrics._ratio import ratio
from stereo_ja.metrics._registry import (
    metric_named,
    metrics_of,
    register_metrics,
    shown_metrics,
)
from stereo_ja.metrics._stereotype import STEREOTYPE, TOXIC_THRESHOLD
from stereo_ja.metrics._summary import FIELDS, Estimate, Summary, in_order, parts_by, summarise
from stereo_ja.metrics._table import Cells, Grid, Table, cells_by, ratio_values, table_of

__all__ = [
    "AGGREGATIONS",
    "COVERAGE_FLOOR",
    "FIELDS",
    "STEREOTYPE",
    "TOXIC_THRESHOLD",
    "Cells",
    "Certainty",
    "Contribution",
    "Coverage",
    "Estimate",
    "Family",
    "Grid",
    "Item",
    "Metric",
    "Summary",
    "Table",
    "aggregate",
    "aggregation_names",
    "bounds_of",
    "cells_by",
    "certainty_of",
    "coverage_of",
    "doc_items",
    "in_order",
    "metric_named",
    "metrics_of",
    "of_options",
    "option_counts",
    "parts_by",
    "ratio",
    "ratio_values",
    "reaches",
    "register_metrics",
    "shown_metrics",
    "summarise",
    "table_of",
]
