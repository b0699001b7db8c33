"""The figures of a report, counted by SQL, and the records behind each of them."""
