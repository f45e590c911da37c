"""Measurements: what the program costs, beside the limit that its libraries set.

``python -m tests.bench [--quick] [NAME …]`` prints a table from one run; nothing is asserted, for
a slow machine is no fault. Ratios count: both sides are measured in turns in the same run.
"""
