"""Spatial kernel: reference systems, ellipsoidal areas, polygon arrays, layers, overlay."""
