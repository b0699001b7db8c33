"""Backups, rescue, the password, and what is noted of looks at personal values."""
