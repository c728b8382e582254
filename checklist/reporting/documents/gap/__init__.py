"""The gap report: what it alone says, in its two parts, the report and the appendix."""
