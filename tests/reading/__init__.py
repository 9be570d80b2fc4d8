"""A second, independent reading of the programme, in plain Python, to compare the engine with."""
