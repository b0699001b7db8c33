"""Packages of papers that are handed over as a whole."""
