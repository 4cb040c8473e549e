"""A document's tree: headings, items and what each part is for.

Labels decide the depth ("IV." > "1." > "a)" > "-" > "+"), words and place decide the function: under "TỔ CHỨC THỰC
HIỆN" an agency's items are its duties, under "Mục tiêu cụ thể" items are indicators. A heading that says nothing of its
own has its parent's function.
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
_GENERAL = re.compile(r"muc tieu (?:chung|tong quat)|muc dich|tam nhin|dinh huong")
_FOOTNOTE_KINDS = ("footnote",)
_HEADING_MAX = 260  # characters; a longer labelled paragraph is an item, not a heading

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
    slips: tuple[tuple[Paragraph, int], ...]  # a heading and the number it should have


def function_of(heading: str) -> SectionFunction | None:
    """What a heading says its part is for, None where it says nothing.

    >>> function_of("TỔ CHỨC THỰC HIỆN").value, function_of("Mục tiêu cụ thể").value, function_of("Sở Y tế")
    ('organisation', 'objectives', None)
    """
    plain = fold(heading).strip(" .:;")
    return next((function for function, words in _FUNCTIONS if words.search(plain[:120])), None)


def build(paragraphs: list[Paragraph]) -> Body:
    """The tree of the paragraphs below the header (recitals, sections, items), footnotes and closing words apart."""
    noted = _footnotes(paragraphs)
    rest = [(at, paragraph) for at, paragraph in enumerate(paragraphs) if at not in noted]
    end = _closing_at([paragraph for _, paragraph in rest])
    empty = Mapped.of("")
    root = Node(empty, empty, None, SectionFunction.OTHER)
    slips: list[tuple[Paragraph, int]] = []
    stack: list[Node] = [root]
    for order, paragraph in rest[:end]:
        _place(stack, paragraph, order, slips)
    notes_at = tuple(sorted(noted))
    notes = tuple(paragraphs[at] for at in notes_at)
    return Body(root, tuple(paragraph for _, paragraph in rest[end:]), notes, notes_at, tuple(slips))


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


def _depth(label: Label) -> tuple[int, int]:
    return RANK[label.kind], label.text.count(".") if label.kind == "decimal" else 0


def _place(stack: list[Node], paragraph: Paragraph, order: int, slips: list[tuple[Paragraph, int]]) -> None:
    label = paragraph.label
    if label is not None:
        while len(stack) > 1 and stack[-1].label is not None and _depth(stack[-1].label) >= _depth(label):
            stack.pop()
    parent = stack[-1]
    own = function_of(paragraph.body.text) if label and len(paragraph.body) <= _HEADING_MAX else None
    if own is not None and not _may_head(label, paragraph, parent):
        own = None
    if (
        own is SectionFunction.TASKS
        and parent.function is SectionFunction.ORGANISATION
        and not _TASKS_FIRST.match(fold(paragraph.body.text))
    ):
        own = None  # an agency's name may hold such words: "Các doanh nghiệp đang hoạt động ..."
    function = SectionFunction.ANNEX if label and label.kind == "annex" else own or parent.function
    path = _path(parent, label)
    node = Node(paragraph.text, paragraph.body, label, function, path, parent, order=order)
    node.general = (own is not None and _GENERAL.search(fold(paragraph.body.text)) is not None) or (
        own is None and parent.general
    )
    _check_numbering(parent, label, paragraph, slips)
    parent.children.append(node)
    if label is not None:
        parent.labelled += 1
        stack.append(node)


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


def _check_numbering(
    parent: Node, label: Label | None, paragraph: Paragraph, slips: list[tuple[Paragraph, int]]
) -> None:
    """Roman and Arabic headings count up by one; a slip is kept, not repaired."""
    if label is None or label.kind not in ("roman", "arabic") or not label.number:
        return
    before = parent.counted.get(label.kind, 0)
    parent.counted[label.kind] = label.number
    if label.number != before + 1 and (before or label.kind == "roman"):
        slips.append((paragraph, before + 1))
