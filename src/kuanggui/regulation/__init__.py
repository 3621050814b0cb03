"""Law and catalogues as dated data with citations."""
