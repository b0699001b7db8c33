"""The figures of any stretch of days, beside those of the same days a year before."""
