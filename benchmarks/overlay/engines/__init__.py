"""One module an engine: load the data, overlay one layer, overlay one block."""
