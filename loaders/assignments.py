"""Collects tasks and responsibilities: IRIs in the text's order, each thing said once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from loaders import deadlines
from loaders.bodies import Mention
from loaders.ground import Ground
from loaders.mapped import Mapped
from loaders.structure import Node
from ontology.codes import ObjectKind, Role
from ontology.dates import PartialDate
from ontology.identifiers import part_iri
from ontology.model import Indicator, Responsibility, Section, Span, Task, Unresolved

_LABEL = re.compile(r"^Nhiệm vụ(?: (?:cụ thể|chính))?\s*:\s*")


@dataclass(frozen=True, slots=True)
class Aim:
    """What a responsibility is for."""

    kind: ObjectKind
    iri: str
    no: str = ""

    @classmethod
    def task(cls, task: Task) -> Aim:
        """A task as what a responsibility is for."""
        return cls(ObjectKind.TASK, task.iri, task.no)


@dataclass(frozen=True, slots=True)
class Said:
    """Where a responsibility is said: the section's path, the sentence, the rule that read it."""

    path: str
    sentence: Mapped
    rule: str

    @classmethod
    def at(cls, node: Node, rule: str) -> Said:
        """A node's own words."""
        return cls(node.path, node.text.strip(), rule)


@dataclass(slots=True)
class Assignments:
    """What has been assigned so far in one document; ``indicators`` by number, ``sections`` by path, its ``date``."""

    document: str
    ground: Ground
    indicators: dict[str, Indicator]
    sections: dict[str, Section]
    date: PartialDate | None = None
    tasks: list[Task] = field(default_factory=list)
    duties: list[Responsibility] = field(default_factory=list)
    _known: set[tuple[str, Role, str]] = field(default_factory=set, init=False, repr=False)
    _by_spans: dict[tuple[Span, ...], int] = field(default_factory=dict, init=False, repr=False)
    unresolved: list[Unresolved] = field(default_factory=list)

    def task(self, node: Node) -> Task:
        """The task that a node's words are; one a node."""
        evidence = self.ground.evidence([node.text.strip()], "task.item", node.path, 0.9)
        made = self._by_spans.get(evidence.spans)
        if made is not None:
            return self.tasks[made]
        text = _LABEL.sub("", node.body.text.strip())
        due, written = deadlines.due(text, self.date)
        no = node.label.name if node.label and node.label.number else ""
        iri = part_iri(self.document, "task", len(self.tasks) + 1)
        recurrence = deadlines.recurrence(text)
        self._by_spans[evidence.spans] = len(self.tasks)
        self.tasks.append(Task(iri, self.document, no, node.path, text, evidence, due, written, recurrence))
        return self.tasks[-1]

    def made(self, node: Node) -> Task | None:
        """The task that a node's words have been read as."""
        span = node.text.strip().span()
        return next((task for task in self.tasks if task.evidence.spans[0] == span), None)

    def same_agent(self, duty: Responsibility, aim: Aim, rule: str) -> None:
        """Binds whom a duty binds to another thing too, by the same words."""
        if any(d.agent.iri == duty.agent.iri and d.role is duty.role and d.object == aim.iri for d in self.duties):
            return
        iri = part_iri(self.document, "duty", len(self.duties) + 1)
        evidence = replace(duty.evidence, rule=rule)
        self.duties.append(
            replace(duty, iri=iri, object_kind=aim.kind, object=aim.iri, object_no=aim.no, evidence=evidence)
        )

    def qualify(self, node: Node, words: Mapped, *, product: bool) -> None:
        """Adds to a node's task, where it is one, what a line of its own says: when it is due, what comes of it."""
        task, text = self.made(node), words.text.strip(" .;")
        if task is None:
            return
        at = self.tasks.index(task)
        if product:
            self.tasks[at] = replace(task, product=task.product or text)
        elif not task.due_as_written:
            when, _ = deadlines.due_cell(text)
            again = task.recurrence or deadlines.recurrence(text)
            self.tasks[at] = replace(task, due=when, due_as_written=" ".join(text.split()), recurrence=again)

    def row_task(self, no: str, path: str, text: Mapped, due: Mapped | None, product: Mapped | None) -> Task:
        """The task of a table's row, its deadline and product from their own cells."""
        spans = [text, *(cell for cell in (due, product) if cell)]
        evidence = self.ground.evidence(spans, "task.row", path, 0.9)
        when: PartialDate | None
        when, written = deadlines.due_cell(due.text) if due else deadlines.due(text.text, self.date)
        recurrence = deadlines.recurrence(due.text if due else "")
        iri = part_iri(self.document, "task", len(self.tasks) + 1)
        words = product.text.strip() if product else ""
        task = Task(iri, self.document, no, path, text.text.strip(), evidence, when, written, recurrence, words)
        self.tasks.append(task)
        return task

    def duty(self, mention: Mention, words: Mapped, role: Role, aim: Aim, said: Said) -> None:
        """One agency in one role for one object; ``words`` are those that the mention's offsets count in."""
        key = mention.agent.iri, role, aim.iri
        if key in self._known:
            return
        self._known.add(key)
        iri = part_iri(self.document, "duty", len(self.duties) + 1)
        named = words[mention.start : mention.end]
        evidence = self.ground.evidence([said.sentence, named], said.rule, said.path, 0.9)
        self.duties.append(
            Responsibility(
                iri=iri,
                document=self.document,
                agent=mention.agent,
                agent_as_written=self.ground.written(named),
                role=role,
                object_kind=aim.kind,
                object=aim.iri,
                object_no=aim.no,
                section=said.path,
                evidence=evidence,
                post_as_written=mention.post,
            )
        )

    def not_understood(self, words: Mapped, path: str, looks_like: str, rule: str) -> None:
        """Words that look like a fact of some kind and were not understood."""
        iri = part_iri(self.document, "unresolved", len(self.unresolved) + 1)
        evidence = self.ground.evidence([words.strip()], rule, path, 0.3)
        self.unresolved.append(Unresolved(iri, self.document, looks_like, evidence))
