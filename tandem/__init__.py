"""Tandem (携手): a district's paired-school collaboration programme, from records to verdicts."""

__version__ = "0.1.0"
