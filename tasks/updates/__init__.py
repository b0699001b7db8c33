"""Newer packages of the program on a stick: which are genuine, what they change, how they are installed."""
