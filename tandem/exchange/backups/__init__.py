"""Backups: database and uploaded files in one archive, made while the application runs."""
