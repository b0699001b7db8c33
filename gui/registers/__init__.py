"""The page of a register: its table, its selected record, what enters and leaves it."""
