"""Importing and exporting ledgers."""
