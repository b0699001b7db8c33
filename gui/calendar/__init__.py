"""The work calendar, its changes and the calculator."""
