"""What every page stands on: the open file, long work, preferences, the look."""
