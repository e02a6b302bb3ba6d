"""Other schedulers' own notations for the same times: a module each, which writes and where possible reads.

Import the one that is wanted, as in ``from cronexpr.schedulers import systemd``.
"""
