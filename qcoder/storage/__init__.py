"""Keeps a project: a SQLite file by default, a PostgreSQL database by its URL."""
