"""What goes out: reports, letters and ledgers as files."""
