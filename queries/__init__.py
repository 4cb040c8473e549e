"""Questions and their answers: named queries, network questions, tables. May import graph, loaders and ontology."""
