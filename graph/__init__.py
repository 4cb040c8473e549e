"""Facts to triples: building, stores, resolution across documents, inference, networks. May import ontology only."""
