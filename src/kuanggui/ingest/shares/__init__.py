"""Tables of shares that people edit: YAML and XLSX."""

from kuanggui.ingest.shares.read import read_shares, shares_from_text

__all__ = ["read_shares", "shares_from_text"]
