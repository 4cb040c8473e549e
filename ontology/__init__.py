"""What exists: the OWL ontology, the code lists, the authority data, identifiers and the fact types."""
