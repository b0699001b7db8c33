"""Backups, restore, rescue, password and lock."""
