"""The closed lists of the vocabulary, as Python enumerations.

Each list stands twice: here, so that code is typed, and as a SKOS scheme in ``codes.ttl``, so that an analyst
sees labels in Vietnamese and English. A test holds that both have the same members; the value of a member is the
``skos:notation`` of its concept and the spelling used in the tables.

>>> Relation("implements") is Relation.IMPLEMENTS
True
>>> Role.LEAD.owns, Role.COORDINATE.owns
(True, False)
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Kinds of document (loại văn bản): Nghị định 30/2020/NĐ-CP and Hướng dẫn 36-HD/VPTW, mapped to one list."""

    PLAN = "plan"
    DIRECTIVE = "directive"
    RESOLUTION = "resolution"
    DECISION = "decision"
    CONCLUSION = "conclusion"
    PROGRAMME = "programme"
    DISPATCH = "dispatch"
    TELEGRAM = "telegram"
    NOTICE = "notice"
    GUIDANCE = "guidance"
    REGULATION = "regulation"
    REPORT = "report"
    LAW = "law"
    DECREE = "decree"
    CIRCULAR = "circular"
    NEWS = "news"
    OTHER = "other"


class Relation(StrEnum):
    """Relations between documents (quan hệ giữa các văn bản)."""

    IMPLEMENTS = "implements"
    BASED_ON = "based_on"
    CITES = "cites"
    REPLACES = "replaces"
    AMENDS = "amends"
    APPROVES = "approves"
    FOLLOWS = "follows"
    DISSEMINATES = "disseminates"
    ATTACHED_TO = "attached_to"
    REPORTS = "reports"


class Role(StrEnum):
    """Roles of an agency in a responsibility (vai trò)."""

    LEAD = "lead"
    CO_LEAD = "co-lead"
    COORDINATE = "coordinate"
    IMPLEMENT = "implement"
    ADVISE = "advise"
    MONITOR = "monitor"
    INSPECT = "inspect"
    REPORT = "report"
    CONSOLIDATE = "consolidate"
    FUND = "fund"
    APPROVE = "approve"
    REQUEST = "request"

    @property
    def owns(self) -> bool:
        """Whether an agency in this role answers for the object (chủ trì, đồng chủ trì, thực hiện)."""
        return self in (Role.LEAD, Role.CO_LEAD, Role.IMPLEMENT)


class Comparator(StrEnum):
    """How a target's value bounds the result (dấu so sánh)."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="
    MORE = ">"
    LESS = "<"
    BETWEEN = "between"
    DECREASE_BY = "decrease-by"
    INCREASE_BY = "increase-by"
    DECREASE_PER_YEAR = "decrease-per-year"
    INCREASE_PER_YEAR = "increase-per-year"


class Level(StrEnum):
    """Levels of administration (cấp). The district level ended on 2025-07-01 (Nghị quyết 203/2025/QH15)."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class Side(StrEnum):
    """Which system a body belongs to (khối): column ``kind`` of agencies.csv."""

    PARTY = "party"
    STATE = "state"
    FRONT = "front"
    MASS = "mass"
    OTHER = "other"


class Line(StrEnum):
    """The lines of authority that meet at every level (hệ thống): each has one body there."""

    PARTY = "party"
    COUNCIL = "council"
    EXECUTIVE = "executive"
    FRONT = "front"


class Standing(StrEnum):
    """How a document is known (tình trạng): its file is held, another text reports it, or it is only cited."""

    HELD = "held"
    REPORTED = "reported"
    CITED = "cited"


class ResolutionStatus(StrEnum):
    """What came of asking which document a citation means."""

    RESOLVED = "resolved"
    STUB = "stub"
    AMBIGUOUS = "ambiguous"
    CONFLICT = "conflict"


class ObjectKind(StrEnum):
    """What a responsibility covers."""

    DOCUMENT = "document"
    SECTION = "section"
    TASK = "task"
    INDICATOR = "indicator"


class Severity(StrEnum):
    """Severity of a finding, as in SHACL."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


class FindingKind(StrEnum):
    """Kinds of finding (phát hiện)."""

    DATE_CONFLICT = "date-conflict"
    ISSUER_CONFLICT = "issuer-conflict"
    NUMBER_CONFLICT = "number-conflict"
    NUMBER_FORM = "number-form"
    NUMBER_MISSING = "number-missing"
    DATE_INCOMPLETE = "date-incomplete"
    TEXT_CUT = "text-cut"
    UNREADABLE = "unreadable"
    OCR_DOUBTFUL = "ocr-doubtful"
    ENCODING = "encoding"
    CITATION_UNRESOLVED = "citation-unresolved"
    CITATION_AMBIGUOUS = "citation-ambiguous"
    CITATION_AFTER_DOCUMENT = "citation-after-document"
    NUMBERING_SLIP = "numbering-slip"
    ABOLISHED_BODY = "abolished-body"
    OWNER_MISSING = "owner-missing"
    OWNER_SEVERAL = "owner-several"
    HEIR_UNDECIDED = "heir-undecided"
    HEIR_MISSING = "heir-missing"
    TARGET_CONFLICT = "target-conflict"
    TARGET_WEAKER = "target-weaker"
    DUPLICATE_DOCUMENT = "duplicate-document"
    CYCLE = "cycle"
    SHAPE = "shape"
    JUDGEMENT_MALFORMED = "judgement-malformed"
    JUDGEMENT_UNKNOWN = "judgement-unknown"
    JUDGEMENT_CONFLICT = "judgement-conflict"


class SectionFunction(StrEnum):
    """What a section is for (chức năng của phần), known by its heading's words and its place."""

    PURPOSE = "purpose"
    OBJECTIVES = "objectives"
    TASKS = "tasks"
    ORGANISATION = "organisation"
    FUNDING = "funding"
    REPORTING = "reporting"
    ANNEX = "annex"
    FOOTNOTES = "footnotes"
    OTHER = "other"


class Unit(StrEnum):
    """Units of a target's value. A count carries its noun behind a colon: ``count:xã``."""

    PERCENT = "%"
    PER_MILLE = "‰"
    PER_100000 = "/100000"
    COUNT = "count"


class ReadAs(StrEnum):
    """How a file's text was obtained."""

    NATIVE = "native"
    CONVERTED = "converted"
    OCR = "ocr"


class ChangeKind(StrEnum):
    """What happens to a body in a change of organisation (kiểu thay đổi tổ chức)."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    ABOLISH = "abolish"
    TRANSFER = "transfer"
    ENLARGE = "enlarge"
    REORGANISE = "reorganise"

    @property
    def ends(self) -> bool:
        """Whether the original bodies end with the change (hợp nhất, chia tách, đổi tên, kết thúc)."""
        return self in (ChangeKind.MERGE, ChangeKind.SPLIT, ChangeKind.RENAME, ChangeKind.ABOLISH)


class Existence(StrEnum):
    """Whether a body or a place exists at a date (hiệu lực), as far as the data knows."""

    EXISTS = "exists"
    NOT_YET = "not-yet"
    NO_LONGER = "no-longer"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What a person says of two things (phán định): that they are one, that they are two, or that it is not certain."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class JudgedKind(StrEnum):
    """What kind of things a person's judgement is about."""

    DOCUMENT = "document"
    INDICATOR = "indicator"
    AGENCY = "agency"


class JudgementState(StrEnum):
    """What a build made of a person's judgement."""

    APPLIED = "applied"
    UNKNOWN = "unknown"
    CONTRADICTED = "contradicted"
