"""OGC API - Features: Part 1 Core with GeoJSON and OpenAPI 3.0, Part 2 coordinate reference systems."""
