"""Tests of the web application, through its pages, its actions and its commands."""
