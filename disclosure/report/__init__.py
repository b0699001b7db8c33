"""The annual report as values: cells, figures, the three tables, the prose, the whole."""
