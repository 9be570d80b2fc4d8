"""Rounds: their semesters, batches, pinned policy and collaborations."""
