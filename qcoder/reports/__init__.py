"""What to show of a project, as tables; not how."""
