"""Big read-only layers: sources of any format, snapshots made of them once, and the catalogue that lists them."""
