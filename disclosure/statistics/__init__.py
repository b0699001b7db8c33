"""The figures of any period, beside those of the same period a year before."""
