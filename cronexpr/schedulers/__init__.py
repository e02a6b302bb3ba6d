"""Other schedulers' own notations for the same times: one module for each, written and, where that is possible, read.

Import the one that is wanted, as in ``from cronexpr.schedulers import systemd``.
"""
