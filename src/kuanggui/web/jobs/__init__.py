"""Work that takes longer than a request: a queue on disk, a process for each piece, progress as it goes."""
