"""Use cases of screening: warm layers, one case or many, saving and replaying answers."""
