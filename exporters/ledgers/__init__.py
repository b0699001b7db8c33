"""Registers and lists as files."""
