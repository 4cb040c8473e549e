"""The documentation as pages, made from the vocabulary, the code lists, the queries, the commands and Markdown."""
