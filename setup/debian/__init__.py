"""The package for Debian and the systems made of it: Kylin, UOS."""
