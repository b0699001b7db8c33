"""The filters of a list: its drop-downs, and saved filters."""
