"""A document's tree: headings, items and what each part is for.

Labels decide the depth ("IV." > "1." > "a)" > "-" > "+"; letters above Roman numbers where the document begins with
one), words and place decide the function: under "TỔ CHỨC THỰC HIỆN" an agency's items are its duties, under "Mục tiêu
cụ thể" items are indicators. A heading that says nothing of its own has its parent's function. A line without a label
is a heading where it is in capitals, or nothing but the name of a part ("Tổ chức thực hiện"), and tells a function.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.labels import RANK, Label
from loaders.lines import Paragraph
from loaders.mapped import Mapped, fold
from ontology.codes import SectionFunction

_OTHER = (
    r"^(?:doi tuong|pham vi|thoi gian|dia diem|hien trang|thuc trang|tinh hinh|dac diem|khai quat|ket qua|chu de|"
    r"khau hieu|thong tin chung)"
)
_FUNCTIONS: tuple[tuple[SectionFunction, re.Pattern[str]], ...] = (
    (SectionFunction.OTHER, re.compile(_OTHER)),
    (
        SectionFunction.ORGANISATION,
        re.compile(r"to chuc (?:trien khai )?thuc hien|phan cong|trach nhiem (?:cua|thuc hien)|trien khai thuc hien$"),
    ),
    (SectionFunction.REPORTING, re.compile(r"bao cao|che do thong tin")),
    (SectionFunction.FUNDING, re.compile(r"^(?:du toan |nguon )?kinh phi|nguon luc thuc hien|nguon von")),
    (SectionFunction.PURPOSE, re.compile(r"^(?:muc dich|yeu cau|quan diem|can cu|su can thiet|muc tieu, yeu cau)")),
    (SectionFunction.OBJECTIVES, re.compile(r"^(?:cac |mot so |ve |he thong )?(?:muc tieu|chi tieu|nhom chi tieu)")),
    (SectionFunction.TASKS, re.compile(r"nhiem vu|giai phap|noi dung|hoat dong|^cong viec")),
)
_TASKS_FIRST = re.compile(r"(?:cac |mot so )?(?:nhiem vu|giai phap|noi dung|cong viec)")
# A line that is nothing but the name of a part, where no capitals show that it is a heading.
_PART = re.compile(
    r"(?:cac )?(?:muc dich(?:,? (?:va )?yeu cau)?|yeu cau|muc tieu(?: chung| cu the| tong quat)?|chi tieu(?: cu the)?|"
    r"(?:nhiem vu|giai phap|nhiem vu,? (?:va )?giai phap)(?: chu yeu| trong tam| cu the| thuc hien)?|"
    r"noi dung(?: thuc hien)?|to chuc thuc hien|kinh phi(?: thuc hien)?|che do bao cao|"
    r"phan cong (?:nhiem vu|thuc hien)|trach nhiem thuc hien)"
)
_GENERAL = re.compile(r"muc tieu (?:chung|tong quat)|muc dich|tam nhin|dinh huong")
_FOOTNOTE_KINDS = ("footnote",)
_HEADING_MAX = 260  # characters; a longer labelled paragraph is an item, not a heading
_TELLING = 160  # characters at its beginning that tell what a heading is for
_UNLABELLED_MAX = 160  # the same of a heading without a label
_HEADING, _PART_NAME = Label("", "heading", 0), Label("", "part name", 0)  # of headings that have none
_RANK = RANK | {"heading": RANK["roman"], "part name": RANK["capital"]}
_TITLED = ("annex", "part", "chapter")  # labels whose title may stand on a line of its own
# Kinds that count up by one; articles do so through the whole document. The first of some is always 1.
_COUNTED = frozenset(
    ("part", "chapter", "roman", "capital", "article", "task", "ordinal", "arabic", "decimal", "letter", "bracket")
)
_NUMBERED = ("article", "task", "ordinal", "arabic", "decimal")  # items of a part that has a heading
_FROM_ONE = ("roman", "chapter", "part")
_BEFORE_DD, _BEHIND_DD = 4, 6  # "d)" and "e)", between which many leave out "đ)"

_CLOSING = re.compile(
    r"(?:Trên đây là|Trong quá trình|Căn cứ (?:vào )?(?:chức năng|nhiệm vụ|nội dung|Kế hoạch|kế hoạch)|Yêu cầu |"
    r"Đề nghị |Nhận được |[^.;]{3,60} (?:xin thông báo|trân trọng)|"
    r"(?:Ủy ban nhân dân|UBND) [^.]{0,60}(?:yêu cầu|đề nghị)|Kế hoạch này)"
)


@dataclass(slots=True, eq=False)
class Node:
    """A heading or item with what stands under it. ``text`` is the whole paragraph, ``body`` is without its label.

    ``order``: its place among the paragraphs that the tree was built from. ``labelled``: how many children have a
    label; ``counted``: the last number of each kind of label among them.
    """

    text: Mapped
    body: Mapped
    label: Label | None
    function: SectionFunction
    path: str = ""
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    general: bool = False
    order: int = 0
    labelled: int = 0
    counted: dict[str, int] = field(default_factory=dict)

    @property
    def is_leaf(self) -> bool:
        """Whether nothing stands under it."""
        return not self.children

    @property
    def heading(self) -> str:
        """The words of the heading without its label."""
        return self.body.text.rstrip(" :.;")

    def walk(self) -> Iterator[Node]:
        """This node and all under it, in the text's order."""
        below = [self]
        while below:
            node = below.pop()
            yield node
            below += reversed(node.children)

    def ancestors(self) -> Iterator[Node]:
        """The headings above it, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below a document's header; ``notes_at``: the places of the footnotes among the paragraphs."""

    root: Node
    closing: tuple[Paragraph, ...]
    footnotes: tuple[Paragraph, ...]
    notes_at: tuple[int, ...]
    slips: tuple[tuple[Paragraph, str], ...]  # a heading and the number it should have


def function_of(heading: str) -> SectionFunction | None:
    """What a heading says its part is for, None where it says nothing.

    >>> function_of("TỔ CHỨC THỰC HIỆN").value, function_of("Mục tiêu cụ thể").value, function_of("Sở Y tế")
    ('organisation', 'objectives', None)
    """
    plain = fold(heading[:_TELLING]).strip(" .:;")[:120]
    return next((function for function, words in _FUNCTIONS if words.search(plain)), None)


def build(paragraphs: list[Paragraph]) -> Body:
    """The tree of the paragraphs below the header (recitals, sections, items), footnotes and closing words apart."""
    noted = _footnotes(paragraphs)
    rest = [(at, paragraph) for at, paragraph in enumerate(paragraphs) if at not in noted]
    end = _closing_at([paragraph for _, paragraph in rest])
    tree = _Tree([paragraph for _, paragraph in rest[:end]])
    for order, paragraph in rest[:end]:
        tree.place(paragraph, order)
    notes_at = tuple(sorted(noted))
    notes = tuple(paragraphs[at] for at in notes_at)
    closing = tuple(paragraph for _, paragraph in rest[end:])
    return Body(tree.root, closing, notes, notes_at, tuple(tree.slips))


def unparse(body: Body) -> list[Mapped]:
    r"""The paragraphs that a tree was built from, each once, in their order: what ``build`` took apart, put together.

    >>> from loaders.lines import paragraphs
    >>> found = paragraphs(Mapped.of("I. MỤC TIÊU\n1. Đạt 90%[1]\n[1] Số liệu năm 2024\nII. TỔ CHỨC THỰC HIỆN"))
    >>> [str(text) for text in unparse(build(found))]
    ['I. MỤC TIÊU', '1. Đạt 90%[1]', '[1] Số liệu năm 2024', 'II. TỔ CHỨC THỰC HIỆN']
    """
    placed = {node.order: node.text for node in body.root.walk() if node is not body.root}
    placed |= {at: note.text for at, note in zip(body.notes_at, body.footnotes, strict=True)}
    closing = iter(body.closing)
    return [placed[at] if at in placed else next(closing).text for at in range(len(placed) + len(body.closing))]


def _footnotes(paragraphs: list[Paragraph]) -> set[int]:
    """Where the footnotes stand, each with the unlabelled paragraphs that go it on."""
    notes: set[int] = set()
    for at, paragraph in enumerate(paragraphs):
        label = paragraph.label
        if (label and label.kind in _FOOTNOTE_KINDS) or (at - 1 in notes and label is None and not paragraph.cell):
            notes.add(at)
    return notes


def _closing_at(paragraphs: list[Paragraph]) -> int:
    """Where the closing words begin: an unlabelled paragraph of theirs with no heading or item behind it."""
    at = len(paragraphs)
    for index in range(len(paragraphs) - 1, -1, -1):
        if paragraphs[index].label is not None:
            break
        if _CLOSING.match(paragraphs[index].text.text):
            at = index
    return at


class _Tree:
    """The tree while it grows: the headings that are open, the outermost first, and the slips of numbering."""

    def __init__(self, paragraphs: list[Paragraph]) -> None:
        empty = Mapped.of("")
        self.root = Node(empty, empty, None, SectionFunction.OTHER)
        self.open: list[Node] = [self.root]
        self.slips: list[tuple[Paragraph, str]] = []
        self.labelled = False  # whether the paragraph before had a label
        kinds = (p.label.kind for p in paragraphs if p.label and p.label.kind in ("roman", "capital"))
        self.letters_first = next(kinds, "") == "capital"

    def place(self, paragraph: Paragraph, order: int) -> None:
        """Adds a paragraph below the innermost heading that it belongs to."""
        label = paragraph.label or self._unlabelled(paragraph)
        while label and len(self.open) > 1 and self._depth(self.open[-1].label) >= self._depth(label):
            self.open.pop()
        parent = self.open[-1]
        if label is None and _is_title_of(paragraph, parent):
            parent.function = function_of(paragraph.text.text) or parent.function
        own = _own_function(label, paragraph, parent)
        function = SectionFunction.ANNEX if label and label.kind == "annex" else own or parent.function
        node = Node(paragraph.text, paragraph.body, label, function, _path(parent, label), parent, order=order)
        node.general = _is_general(node) if own else parent.general
        self._count(parent, label, paragraph)
        self.labelled = label is not None
        parent.children.append(node)
        if label is not None:
            parent.labelled += 1
            self.open.append(node)

    def _depth(self, label: Label | None) -> tuple[int, int]:
        if label is None:
            return -1, 0
        if label.kind == "capital" and self.letters_first:
            return _RANK["roman"] - 1, 1  # inside a chapter, above Roman numbers
        return _RANK[label.kind], label.text.count(".") if label.kind == "decimal" else int(label is _PART_NAME)

    def _unlabelled(self, paragraph: Paragraph) -> Label | None:
        """The label that stands for one, where a paragraph without it is a heading that tells a function."""
        words, parent = paragraph.text.text, self.open[-1]
        says = len(words) <= _UNLABELLED_MAX and not paragraph.cell and function_of(words) is not None
        if not says or parent.function is SectionFunction.ANNEX or _is_title_of(paragraph, parent):
            return None
        if paragraph.capitals:
            return _HEADING
        beside = not any(node.label and node.label.kind in _NUMBERED for node in self.open)
        return _PART_NAME if beside and _PART.fullmatch(fold(words).strip(" .:;")) else None

    def _count(self, parent: Node, label: Label | None, paragraph: Paragraph) -> None:
        """Numbers count up by one; a slip is kept, not repaired."""
        place = label.place if label and label.kind in _COUNTED else None
        if label is None or place is None or paragraph.cell:
            return
        counted = (self.root if label.kind == "article" else parent).counted
        before = counted.get(label.kind, 0)
        again = place == 1 and not self.labelled  # a further list
        right = again and label.kind not in _FROM_ONE
        right = right or place == before + 1 or (not before and label.kind not in _FROM_ONE)
        right = right or (label.kind == "letter" and (before, place) == (_BEFORE_DD, _BEHIND_DD))
        right = right or (label.kind == "roman" and "H" in label.text)  # misread, so that II or III is left open
        counted[label.kind] = place
        if not right:
            self.slips.append((paragraph, label.numbered(before + 1)))


def _is_title_of(paragraph: Paragraph, parent: Node) -> bool:
    """Whether a line is the title of a chapter or part whose label stands on a line of its own."""
    alone = parent.label is not None and parent.label.kind in _TITLED and not parent.body.text.strip()
    return alone and not parent.children and paragraph.capitals


def _own_function(label: Label | None, paragraph: Paragraph, parent: Node) -> SectionFunction | None:
    """What a paragraph's own words say that it is for, None where it is no heading or says nothing."""
    if not label or len(paragraph.body) > _HEADING_MAX or not _may_head(label, paragraph, parent):
        return None
    own = function_of(paragraph.body.text)
    organised = own is SectionFunction.TASKS and parent.function is SectionFunction.ORGANISATION
    if organised and not _TASKS_FIRST.match(fold(paragraph.body.text)):
        return None  # an agency's name may hold such words: "Các doanh nghiệp đang hoạt động ..."
    return own


def _is_general(node: Node) -> bool:
    return _GENERAL.search(fold(node.body.text)) is not None


def _path(parent: Node, label: Label | None) -> str:
    """Labels from the outermost on: "II.2.a"; "1.2" under "1." adds only its 2, a bullet its place among its like."""
    if label is None:
        return parent.path
    if label.number is None:
        name = str(1 + parent.labelled)
    elif label.kind == "decimal" and parent.label and label.name.startswith(f"{parent.label.name}."):
        name = label.name[len(parent.label.name) + 1 :]
    else:
        name = label.name
    return f"{parent.path}.{name}" if parent.path else name


def _may_head(label: Label | None, paragraph: Paragraph, parent: Node) -> bool:
    """Whether the item's words are a heading: bullets, and sentences under an agency's name, are not."""
    if label is None or label.kind in ("dash", "plus"):
        return False
    words = paragraph.body.text.rstrip()
    return not words.endswith((".", ";")) or paragraph.capitals or parent.function is SectionFunction.OTHER
