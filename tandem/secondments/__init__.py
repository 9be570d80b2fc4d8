"""Secondments: a partner's manager at the lead school for at least a week, day by day."""
