"""Source files of every format, written out by the tests that read them."""
