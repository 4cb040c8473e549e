"""The tests: a package, since a tool of development brings one of the same name; the folders below are none."""
