"""Tests of the databases that run compiled SQL."""
