"""Backups, rescue, the password, and the record of who looked at personal values."""
