"""Domain records: located text, documents, quantities, boxes, statements, plans; no I/O."""
