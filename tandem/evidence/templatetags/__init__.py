"""The tag that puts a record's files on its page."""
