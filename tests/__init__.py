"""The tests: a package, lest one of the same name that comes with a tool of development hide it; its folders are none."""
