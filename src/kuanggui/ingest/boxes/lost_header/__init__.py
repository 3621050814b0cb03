"""Header cells that the source has lost: telling so, and naming their columns where figures and text allow."""

from kuanggui.ingest.boxes.lost_header.restore import Restored, restore_header

__all__ = ["Restored", "restore_header"]
