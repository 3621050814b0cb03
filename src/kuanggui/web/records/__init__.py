"""What was done through the server: writes and downloads on record, and the audit trail to look at."""
