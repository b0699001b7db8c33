"""统计: the figures of any stretch of days, for the screen, for paper and for workbooks."""
