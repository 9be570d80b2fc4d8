"""From an empty database to the first round: the command's ``init`` and the start page."""
