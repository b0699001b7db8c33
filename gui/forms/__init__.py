"""The form of a record: its fields, editors and drafts."""
