"""Boxes: captioned tables with columns, rows, notes and list items."""

from kuanggui.ingest.boxes.read import read_boxes
from kuanggui.ingest.boxes.surroundings import claimed_blocks, find_surroundings

__all__ = ["claimed_blocks", "find_surroundings", "read_boxes"]
