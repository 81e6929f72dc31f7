"""What comes into the project as a file, and what leaves it as one."""
