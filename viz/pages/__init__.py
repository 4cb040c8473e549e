"""The documentation as pages: the vocabulary, code lists, questions, commands and the written pages, from the data itself."""
