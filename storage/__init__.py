"""Where it is kept: the only room with SQLite."""
