"""Days as they are written in Chinese: no leading zero."""

MONTH_DAY_FORMAT = "n月j日"
