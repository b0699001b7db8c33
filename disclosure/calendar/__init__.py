"""The work calendar: which days count, every statutory limit, and why a term ends when it ends."""
