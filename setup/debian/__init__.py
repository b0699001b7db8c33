"""The package for Debian and its derivatives: Kylin, UOS."""
