"""The annual report on the screen."""
