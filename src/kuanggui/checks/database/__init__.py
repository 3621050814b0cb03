"""Database rules: does a standard package conform? One rule in each module `dbqNNN_<the wrong state>`."""
