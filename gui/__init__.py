"""What people see: the only room with Qt."""
