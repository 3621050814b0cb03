"""What is wrong with shapes: with each by itself (validity), and with neighbours (overlaps, gaps, near misses)."""
