"""The letters of a case (文书): templates, the fields that fill them, and what is checked before one goes out."""
