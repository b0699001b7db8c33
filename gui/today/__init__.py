"""The 今日 page."""
