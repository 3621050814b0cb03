"""Vector tiles: the grids they lie on, shapes fitted into one, tiny features gathered into cells, and the bytes."""
