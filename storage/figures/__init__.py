"""The numbers of a report by SQL, and the records behind each of them."""
