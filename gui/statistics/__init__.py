"""The figures of any stretch of days."""
