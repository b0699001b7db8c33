"""The work calendar in use, and terms computed with it."""
