"""Each change of the tables since the first version; Alembic applies what a project lacks."""
