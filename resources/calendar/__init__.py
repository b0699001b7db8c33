"""The holiday arrangements of each year since 2004, one JSON file per year, made by ``build_calendar``."""
