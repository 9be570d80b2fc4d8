"""The sheets of ``report.xlsx``, one module a sheet."""
