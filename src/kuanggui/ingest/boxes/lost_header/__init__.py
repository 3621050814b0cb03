"""Header cells that the source has lost: telling so, and naming their columns where figures and text allow."""

from kuanggui.ingest.boxes.lost_header.listings import Listings
from kuanggui.ingest.boxes.lost_header.restore import Context, Restored, restore_header

__all__ = ["Context", "Listings", "Restored", "restore_header"]
