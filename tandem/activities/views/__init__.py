"""Pages of outings: recording in steps, answering, reading."""
