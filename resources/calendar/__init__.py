"""The arrangement of days off of each year since 2004, one JSON file a year, made by ``build_calendar``."""
