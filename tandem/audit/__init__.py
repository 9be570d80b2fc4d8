"""The audit trail: who did what, when, what stood before and after; append-only, sealed in a chain."""
