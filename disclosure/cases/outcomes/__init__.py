"""The meaning of a 办理结果: when it applies, how it is counted, and how it can be contested."""
