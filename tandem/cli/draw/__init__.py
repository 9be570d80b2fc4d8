"""What the ``tandem draw`` commands share: reading the lists, saying what was found."""
