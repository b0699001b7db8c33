"""Tools for building the program and its packages; the program itself imports none of them."""
