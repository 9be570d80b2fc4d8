"""Facts in and out: the contract's tables, findings, copies of the whole."""
