"""What the law says: terms, records, terms of time, tables and checks. The standard library only."""
