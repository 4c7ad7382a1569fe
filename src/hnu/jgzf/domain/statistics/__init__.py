"""统计分析 (R25): what happened to the cases of a period, in figures (docs/metrics.md)."""
