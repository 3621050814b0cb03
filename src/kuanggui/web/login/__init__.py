"""Logging in: sessions kept on the server, failed tries counted, and who the caller is."""
