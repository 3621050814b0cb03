"""Plans of several levels beside each other: what the lower carries out of the upper, and bundles that go up and down."""
