"""The base of every page: the open file, long work, preferences, the look."""

TITLE = "信息公开工作台"
"""The program's name on the screen."""
