"""One map: tiles of plans and layers, what lies at a point, search, days, statistics."""
