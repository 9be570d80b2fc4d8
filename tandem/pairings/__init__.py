"""Rounds, their semesters and batches, and the collaborations of two schools."""
