"""Rules for plans of several levels: what is missing, changed or easier below than above, and whether parts add up."""
