"""A whole semester filled in as one workbook: handed out, read back, previewed, entered."""
