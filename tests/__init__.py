"""The tests of Tandem."""
