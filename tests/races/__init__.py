"""Two people at once, on a real PostgreSQL server: run with ``TANDEM_TEST_DATABASE=postgres``."""
