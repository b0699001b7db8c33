"""The figures of any period."""
