"""Domain records: located text, documents, boxes, quantities, facts, readings, plans; no I/O."""
