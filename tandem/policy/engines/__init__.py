"""The databases that do the work: one meaning, four engines."""
