"""Complete pieces of work, used by the window and by the command line."""
