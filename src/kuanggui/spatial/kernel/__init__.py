"""Compiled loops of the overlay: exact side test, clipped block sides, the area integral, the walk down the tree.

The mathematics is explained in docs/explanation/overlay-kernel.md.
"""
