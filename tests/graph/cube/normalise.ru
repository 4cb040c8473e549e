# What a cube may leave unsaid, said before the constraints are asked: the types that the properties of the vocabulary give,
# one name for the three kinds of component, and values of a slice or a data set carried down to observations.
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

INSERT { ?o a qb:Observation } WHERE { [] qb:observation ?o } ;
INSERT { ?o a qb:Observation . ?d a qb:DataSet } WHERE { ?o qb:dataSet ?d } ;
INSERT { ?s a qb:Slice } WHERE { [] qb:slice ?s } ;
INSERT { ?c qb:componentProperty ?p . ?p a qb:DimensionProperty } WHERE { ?c qb:dimension ?p } ;
INSERT { ?c qb:componentProperty ?p . ?p a qb:MeasureProperty } WHERE { ?c qb:measure ?p } ;
INSERT { ?c qb:componentProperty ?p . ?p a qb:AttributeProperty } WHERE { ?c qb:attribute ?p } ;
INSERT { ?o qb:dataSet ?d } WHERE { ?d qb:slice/qb:observation ?o . FILTER NOT EXISTS { ?o qb:dataSet [] } } ;
INSERT { ?o ?p ?v } WHERE {
  ?d qb:structure/qb:component ?c . ?c qb:componentAttachment qb:DataSet ; qb:componentProperty ?p .
  ?d ?p ?v . ?o qb:dataSet ?d .
} ;
INSERT { ?o ?p ?v } WHERE {
  ?d qb:structure/qb:component ?c . ?c qb:componentAttachment qb:Slice ; qb:componentProperty ?p .
  ?d qb:slice ?s . ?s ?p ?v ; qb:observation ?o .
} ;
INSERT { ?o ?p ?v } WHERE {
  ?d qb:structure/qb:component/qb:componentProperty ?p . ?p a qb:DimensionProperty .
  ?d qb:slice ?s . ?s ?p ?v ; qb:observation ?o .
}
