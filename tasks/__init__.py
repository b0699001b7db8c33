"""What is done in one go, for window and command line alike."""
