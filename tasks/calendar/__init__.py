"""The work calendar in use, and what it says of a term."""
