"""What waits for someone, notices, nudges, the daily digest, complaints and suggestions."""
