"""Writes an invented plan from one content file in every form in which plans arrive."""
