"""Tests on a real Apache Spark cluster: a master and two workers, processes of their own."""
