"""What is needed to make the program and its folder, and nothing the program itself imports."""
