"""区分处理: a stored paper with boxes over what must not be seen, and the 公开版 made of it."""
