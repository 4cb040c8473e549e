"""What can be wrong with a question. Each error has a code, by which the front door words it in either language.

>>> error = UnknownQueryError(name="cascade-dwn", near="cascade-down")
>>> error.code, error.details["near"], str(error)
('unknown-query', 'cascade-down', 'unknown-query: name=cascade-dwn, near=cascade-down')
"""

from __future__ import annotations

from typing import ClassVar


class QuestionError(ValueError):
    """A question that cannot be answered as it was put; ``details`` name what there is instead."""

    code: ClassVar[str] = "question"

    def __init__(self, **details: str) -> None:
        super().__init__(details)
        self.details = details

    def __str__(self) -> str:
        return f"{self.code}: " + ", ".join(f"{key}={value}" for key, value in self.details.items())


class UnknownQueryError(QuestionError):
    """No query has this name."""

    code = "unknown-query"


class UnknownParameterError(QuestionError):
    """The query has no parameter of this name."""

    code = "unknown-parameter"


class MissingParameterError(QuestionError):
    """A parameter that the query needs was not given."""

    code = "missing-parameter"


class WrongTypeError(QuestionError):
    """A parameter's value is not of its type."""

    code = "wrong-type"


class UnknownDocumentError(QuestionError):
    """No document of the store has this number or IRI."""

    code = "unknown-document"


class NotANumberError(QuestionError):
    """The words are neither the number of a document nor an IRI."""

    code = "not-a-number"


class SeveralDocumentsError(QuestionError):
    """More than one document has this number: the IRI says which."""

    code = "several-documents"


class QuerySyntaxError(QuestionError):
    """The SPARQL text cannot be read."""

    code = "query-syntax"


class ReadOnlyError(QuestionError):
    """The SPARQL text would change the store or reach outside it."""

    code = "read-only"


class UnknownIndicatorError(QuestionError):
    """No indicator has these words."""

    code = "unknown-indicator"


class UnknownIndicatorNumberError(QuestionError):
    """No indicator has this number; ``known`` are those that there are."""

    code = "unknown-indicator-number"


class GoldMissingError(QuestionError):
    """There is no document to measure by in the files or folders that were named."""

    code = "gold-missing"


class GoldFileError(QuestionError):
    """A gold file that is no JSON: ``problem`` is what its reader says, with line and column."""

    code = "gold-file"


class GoldKeyError(QuestionError):
    """A gold file in which the key ``at`` (with its path) is missing or of another type than ``wanted``."""

    code = "gold-key"


class BeforeDocumentError(QuestionError):
    """The date that was asked about lies before the document."""

    code = "before-document"


class UnknownPlaceError(QuestionError):
    """No place has this name at the date."""

    code = "unknown-place"


class SeveralPlacesError(QuestionError):
    """Several places have this name at the date."""

    code = "several-places"


class NotADateError(QuestionError):
    """Words that are no calendar day."""

    code = "not-a-date"


class UnknownAgencyError(QuestionError):
    """No body that the documents name is called so."""

    code = "unknown-agency"


class UnknownFactError(QuestionError):
    """The store has no fact that these words mean."""

    code = "unknown-fact"
