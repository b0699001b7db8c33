"""The program with a window: its start, its frame, its menus."""
