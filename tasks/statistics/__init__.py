"""统计: the figures of any period, for the screen, for paper and for workbooks."""
