"""The sample: ledgers of an invented office, reached with ``resource_path``."""
