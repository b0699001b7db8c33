"""The built folder, run as on a machine without Python (make selftest)."""
