"""The columns of the tables: a contract with whoever reads them. Names stay, more may be added before the evidence.

>>> TABLES["findings"][:2], TABLES["findings"][-1]
(('severity', 'kind'), 'page')
"""

from __future__ import annotations

from typing import Final

EVIDENCE: Final = ("start", "end", "quote", "rule", "confidence", "page")

_FACTS: Final = {
    "documents": "iri file part kind number number_as_written date issuer issuer_iri level place title signer status",
    "relations": "source_iri source_number relation target_iri target_number target_date target_issuer resolution file "
    "said_by",
    "indicators": "iri document_iri document_number file no section text qualitative",
    "targets": "indicator_iri document_iri document_number file indicator_no measure year comparator value value_max "
    "unit binding raw iri",
    "tasks": "iri document_iri file no section text due recurrence product due_as_written",
    "responsibilities": "iri document_iri file agency agency_as_written agency_iri role object_kind object_iri "
    "object_no section post_as_written",
    "observations": "indicator_iri agency_iri place period value unit source",
    "findings": "severity kind document_iri file message_vi message_en",
}

TABLES: Final[dict[str, tuple[str, ...]]] = {
    **{name: (*columns.split(), *EVIDENCE) for name, columns in _FACTS.items()},
    # No fact of one text, hence without evidence: what the texts and the authority data say of each body.
    "agencies": ("iri", "name", "kind", "level", "place", "parent", "valid_from", "valid_to", "is_group"),
}
