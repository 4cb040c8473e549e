"""The tests: a package, lest one of the same name that comes with a tool hide it; the folders in it are none."""
