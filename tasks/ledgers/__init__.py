"""Ledgers in and out."""
