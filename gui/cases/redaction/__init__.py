"""区分处理: a kept paper with boxes over what nobody is to see, and the 公开版 made of it."""
