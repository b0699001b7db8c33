"""What every page stands on: the open file, long work, preferences, the look."""

TITLE = "信息公开工作台"
"""What the program calls itself on the screen."""
