"""The classes and properties of the vocabulary, each member's value its full IRI.

``chidao.ttl`` says what they mean, in Vietnamese and English; a test holds that both have the same terms. Code names
terms through these enumerations only, so that a misspelt property is an AttributeError and not a silent new one.

>>> Class.of_kind(Kind.PLAN), str(Property.ISSUED_ON)
(<Class.PLAN: 'https://w3id.org/chidao/ontology#Plan'>, 'https://w3id.org/chidao/ontology#issuedOn')
>>> Property.of_relation(Relation.BASED_ON).local_name
'basedOn'
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Self

from ontology import codes
from ontology.codes import Kind, Relation
from ontology.identifiers import ONTOLOGY

VERSION: Final = "0.2.0"
ONTOLOGY_IRI: Final = ONTOLOGY.rstrip("#")
VERSION_IRI: Final = f"{ONTOLOGY_IRI}/{VERSION}"


class Class(StrEnum):
    """The classes of ``chidao.ttl``."""

    def __new__(cls, local_name: str) -> Self:
        """Makes the member's value the full IRI of its local name."""
        member = str.__new__(cls, ONTOLOGY + local_name)
        member._value_ = ONTOLOGY + local_name
        return member

    DOCUMENT = "Document"
    PLAN = "Plan"
    DIRECTIVE = "Directive"
    RESOLUTION = "Resolution"
    DECISION = "Decision"
    CONCLUSION = "Conclusion"
    PROGRAMME = "Programme"
    DISPATCH = "Dispatch"
    TELEGRAM = "Telegram"
    NOTICE = "Notice"
    GUIDANCE = "Guidance"
    REGULATION = "Regulation"
    REPORT = "Report"
    LAW = "Law"
    DECREE = "Decree"
    CIRCULAR = "Circular"
    NEWS_ITEM = "NewsItem"
    EVIDENCE = "Evidence"
    CITATION = "Citation"
    SECTION = "Section"
    TASK = "Task"
    INDICATOR = "Indicator"
    TARGET = "Target"
    INDICATOR_CONCEPT = "IndicatorConcept"
    RESPONSIBILITY = "Responsibility"
    AGENT = "Agent"
    AGENCY = "Agency"
    AGENCY_GROUP = "AgencyGroup"
    PLACE = "Place"
    FINDING = "Finding"
    UNRESOLVED_MENTION = "UnresolvedMention"
    METADATUM = "Metadatum"
    DOCUMENT_TYPE = "DocumentType"
    ISSUER_CODE = "IssuerCode"
    ABBREVIATION = "Abbreviation"
    BODY = "Body"
    SECTOR = "Sector"
    SOURCE = "Source"
    MEASUREMENT = "Measurement"
    GOVERNMENT_FUNCTION = "GovernmentFunction"
    CONCERN = "Concern"
    TRANSFER = "Transfer"
    SUCCESSION = "Succession"
    TENURE = "Tenure"
    VACANCY = "Vacancy"
    SUCCESSION_STEP = "SuccessionStep"

    # of levels, lines and groups
    TIER = "Tier"
    LINE_BODY = "LineBody"
    EXPECTED_DOCUMENT = "ExpectedDocument"
    GROUP_WORD = "GroupWord"
    GROUP_MEMBER = "GroupMember"
    GROUP_DEFINITION = "GroupDefinition"
    JUDGEMENT = "Judgement"
    CANDIDACY = "Candidacy"
    CONCEPT_MEMBERSHIP = "ConceptMembership"
    CONCEPT_CANDIDATE = "ConceptCandidate"

    # of checks
    CHECK = "Check"

    @property
    def local_name(self) -> str:
        """The part of the IRI behind the namespace."""
        return self.value.removeprefix(ONTOLOGY)

    @classmethod
    def of_kind(cls, kind: Kind) -> Class:
        """The class of a kind of document; ``Kind.OTHER`` is a plain document.

        >>> Class.of_kind(Kind.OTHER).local_name
        'Document'
        """
        return CLASS_OF_KIND[kind]


class Property(StrEnum):
    """The properties of ``chidao.ttl``: those of the documents' graphs, of the resolution graph, of authority data."""

    def __new__(cls, local_name: str) -> Self:
        """Makes the member's value the full IRI of its local name."""
        member = str.__new__(cls, ONTOLOGY + local_name)
        member._value_ = ONTOLOGY + local_name
        return member

    # of a document
    KIND = "kind"
    READ_AS = "readAs"
    FILE = "file"
    PART = "part"
    SHA256 = "sha256"
    STANDING_IN_FILE = "standingInFile"
    VARIANT_FILE = "variantFile"
    SOURCE_METADATA = "sourceMetadata"
    METADATA_KEY = "metadataKey"
    METADATA_VALUE = "metadataValue"
    STATUS = "status"
    NUMBER = "number"
    NUMBER_AS_WRITTEN = "numberAsWritten"
    ISSUED_ON = "issuedOn"
    ISSUED_BY = "issuedBy"
    LEVEL = "level"
    JURISDICTION = "jurisdiction"
    TITLE = "title"
    SIGNED_BY = "signedBy"
    ADDRESSEE = "addressee"

    # between documents
    DESCENDS_FROM = "descendsFrom"
    IMPLEMENTS = "implements"
    BASED_ON = "basedOn"
    CITES = "cites"
    REPLACES = "replaces"
    AMENDS = "amends"
    APPROVES = "approves"
    FOLLOWS = "follows"
    DISSEMINATES = "disseminates"
    ATTACHED_TO = "attachedTo"
    REPORTS = "reports"

    # of evidence
    HAS_EVIDENCE = "evidence"
    EVIDENCE_FOR = "evidenceFor"
    PATH = "path"
    START = "start"
    END = "end"
    QUOTE = "quote"
    RULE = "rule"
    CONFIDENCE = "confidence"
    PAGE = "page"
    FURTHER_SPAN = "furtherSpan"

    # of anything inside a document
    IN_DOCUMENT = "inDocument"
    NO = "no"
    TEXT = "text"

    # of a section
    LABEL = "label"
    HEADING = "heading"
    FUNCTION = "function"
    PARENT_SECTION = "parentSection"

    # of a citation and its resolution
    RELATION = "relation"
    KEY = "key"
    SUBJECT_CITATION = "subjectCitation"
    CITED_NUMBER = "citedNumber"
    CITED_NAME = "citedName"
    CITED_DATE = "citedDate"
    CITED_ISSUER = "citedIssuer"
    RESOLVES_TO = "resolvesTo"
    RESOLUTION_STATUS = "resolutionStatus"
    CANDIDATE = "candidate"
    RESOLUTION_REASON = "resolutionReason"

    # of an indicator and its targets
    QUALITATIVE = "qualitative"
    HAS_TARGET = "hasTarget"
    HAS_CONCEPT = "hasConcept"
    YEAR = "year"
    COMPARATOR = "comparator"
    VALUE = "value"
    UPPER_VALUE = "upperValue"
    UNIT = "unit"
    MEASURE = "measure"
    BINDING = "binding"
    RAW = "raw"

    # of a task
    DUE = "due"
    DUE_AS_WRITTEN = "dueAsWritten"
    RECURRENCE = "recurrence"
    PRODUCT = "product"

    # of a responsibility
    AGENT = "agent"
    OWNER_AGENT = "ownerAgent"
    AGENT_AS_WRITTEN = "agentAsWritten"
    POST_AS_WRITTEN = "postAsWritten"
    ROLE = "role"
    OBJECT_KIND = "objectKind"
    COVERS = "covers"
    OBJECT_NO = "objectNo"
    ACCOUNTABLE_FOR = "accountableFor"

    # of bodies and places
    SIDE = "side"
    PARENT_PLACE = "parentPlace"
    PARENT_AGENCY = "parentAgency"
    VALID_FROM = "validFrom"
    VALID_TO = "validTo"
    SUCCESSOR = "successor"

    # of a finding and an unresolved mention
    FINDING_KIND = "findingKind"
    SEVERITY = "severity"
    MESSAGE = "message"
    LOOKS_LIKE = "looksLike"

    # of a measurement
    FACET = "facet"
    PRECISION = "precision"
    RECALL = "recall"
    F1 = "f1"
    GOLD_COUNT = "goldCount"
    FOUND_COUNT = "foundCount"
    MEASURED_ON = "measuredOn"
    MEASURED_PROGRAM = "measuredProgram"

    # of authority data
    SOURCE_CONFIDENCE = "sourceConfidence"
    SHORT_FORM = "shortForm"
    LONG_FORM = "longForm"
    FORM_KIND = "formKind"
    USED_BY_PARTY = "usedByParty"
    USED_BY_STATE = "usedByState"
    JOINT = "joint"
    LOCAL = "local"
    AMBIGUOUS = "ambiguous"
    NUMBERS_AS = "numbersAs"
    SECTOR_HEAD = "sectorHead"
    PLACE_CODE = "placeCode"
    PLACE_TYPE = "placeType"
    GENERATION = "generation"

    # of the functions of State and Party management, and of what concerns them
    TERM = "term"
    WEAK_TERM = "weakTerm"
    MISLEADING_TERM = "misleadingTerm"
    CONCERNS = "concerns"
    ABOUT = "about"
    GOVERNMENT_FUNCTION = "governmentFunction"

    # of levels and lines
    BELOW_TIER = "belowTier"
    RANK = "rank"
    OF_TIER = "ofTier"
    LINE = "line"
    EXPECTED_FROM = "expectedFrom"
    UNDER_LINE = "underLine"
    NUMBER_LAYOUT = "numberLayout"
    NUMBER_OFFICE = "numberOffice"

    # of groups and their members
    WORD_ROLE = "wordRole"
    MEMBER_HEAD = "memberHead"
    MEMBER_BODY = "memberBody"
    MEMBER_PLACES = "memberPlaces"
    OPEN_LIST = "openList"
    OF_WORD = "ofWord"
    DEFINITION = "definition"
    OPEN_WORDS = "openWords"

    # of a change of organisation and of what went where
    CHANGE_KIND = "changeKind"
    ENDED_BY = "endedBy"
    LEGAL_DATE = "legalDate"
    OPERATING_DATE = "operatingDate"
    LAST_DAY = "lastDay"
    INSTRUMENT = "instrument"
    CASE_OF = "caseOf"
    PLACE = "place"
    IN_CHANGE = "inChange"
    HEIR = "heir"
    HEIR_LEVEL = "heirLevel"

    # of a succession: who holds what a body was given
    HAS_SUCCESSION = "hasSuccession"
    OF_AGENCY = "ofAgency"
    HAS_TENURE = "hasTenure"
    HAS_VACANCY = "hasVacancy"
    HOLDER = "holder"
    HAS_STEP = "hasStep"
    BY_CHANGE = "byChange"
    TAKEN_BY = "takenBy"
    DECIDED = "decided"
    CERTAINTY = "certainty"
    # of people's judgements, candidates and indicator concepts
    VERDICT = "verdict"
    JUDGED_KIND = "judgedKind"
    THING = "thing"
    OTHER_THING = "otherThing"
    JUDGED_BY = "judgedBy"
    JUDGED_ON = "judgedOn"
    WHY = "why"
    JUDGEMENT_STATE = "judgementState"
    OF_CITATION = "ofCitation"
    CANDIDATE_DOCUMENT = "candidateDocument"
    FITS = "fits"
    NOT_CHOSEN = "notChosen"
    MEMBER = "member"
    MEMBER_TARGET = "memberTarget"
    SCORE = "score"
    REASON = "reason"

    # inferred only
    CASCADE_LEVEL = "cascadeLevel"
    INHERITED_DUE = "inheritedDue"
    SHARES_IN = "sharesIn"

    # what inference of deadlines rests on
    IN_SECTION = "inSection"

    # of checks
    BY_CHECK = "byCheck"
    CHECKED = "checked"
    REMEDY = "remedy"

    @property
    def local_name(self) -> str:
        """The part of the IRI behind the namespace."""
        return self.value.removeprefix(ONTOLOGY)

    @classmethod
    def of_relation(cls, relation: Relation) -> Property:
        """The property that states a relation between two documents.

        >>> Property.of_relation(Relation.ATTACHED_TO).local_name
        'attachedTo'
        """
        return PROPERTY_OF_RELATION[relation]


CLASS_OF_KIND: Final[dict[Kind, Class]] = {
    Kind.PLAN: Class.PLAN,
    Kind.DIRECTIVE: Class.DIRECTIVE,
    Kind.RESOLUTION: Class.RESOLUTION,
    Kind.DECISION: Class.DECISION,
    Kind.CONCLUSION: Class.CONCLUSION,
    Kind.PROGRAMME: Class.PROGRAMME,
    Kind.DISPATCH: Class.DISPATCH,
    Kind.TELEGRAM: Class.TELEGRAM,
    Kind.NOTICE: Class.NOTICE,
    Kind.GUIDANCE: Class.GUIDANCE,
    Kind.REGULATION: Class.REGULATION,
    Kind.REPORT: Class.REPORT,
    Kind.LAW: Class.LAW,
    Kind.DECREE: Class.DECREE,
    Kind.CIRCULAR: Class.CIRCULAR,
    Kind.NEWS: Class.NEWS_ITEM,
    Kind.OTHER: Class.DOCUMENT,
}

PROPERTY_OF_RELATION: Final[dict[Relation, Property]] = {
    Relation.IMPLEMENTS: Property.IMPLEMENTS,
    Relation.BASED_ON: Property.BASED_ON,
    Relation.CITES: Property.CITES,
    Relation.REPLACES: Property.REPLACES,
    Relation.AMENDS: Property.AMENDS,
    Relation.APPROVES: Property.APPROVES,
    Relation.FOLLOWS: Property.FOLLOWS,
    Relation.DISSEMINATES: Property.DISSEMINATES,
    Relation.ATTACHED_TO: Property.ATTACHED_TO,
    Relation.REPORTS: Property.REPORTS,
}

# The code lists by the name of their scheme in IRIs.
CODE_LISTS: Final[dict[str, type[StrEnum]]] = {
    "change": codes.ChangeKind,
    "comparator": codes.Comparator,
    "existence": codes.Existence,
    "finding": codes.FindingKind,
    "function": codes.SectionFunction,
    "judged": codes.JudgedKind,
    "judgement-state": codes.JudgementState,
    "kind": codes.Kind,
    "level": codes.Level,
    "line": codes.Line,
    "object": codes.ObjectKind,
    "read-as": codes.ReadAs,
    "relation": codes.Relation,
    "resolution": codes.ResolutionStatus,
    "role": codes.Role,
    "severity": codes.Severity,
    "side": codes.Side,
    "status": codes.Standing,
    "unit": codes.Unit,
    "verdict": codes.Verdict,
}
