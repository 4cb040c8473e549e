"""From documents to facts: formats, normalising, structure, citations, indicators, tasks and duties."""
