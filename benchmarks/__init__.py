"""Measured against raw peers, side by side in one run.

A new budget is one ``Comparison`` in the list that ``measured`` of its subject returns (``startup``, ``registers``,
``opening``, ``paper``); a new subject is one file with a ``measured``, named in ``SUITES`` of ``__main__``.
"""
