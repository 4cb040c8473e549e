"""The rules of ``graph/rules/*.rq``: what each says in words, concludes, and rests on.

A rule is a CONSTRUCT with one triple in its head. Its premises stand one triple pattern to a line, with full terms, so
that they can be read here without a SPARQL parser: what may a changed triple lead to, and why does a triple follow?
No rule rests on what another one concludes, so that one pass is enough.

>>> book = rulebook()
>>> [str(pattern) for pattern in book["accountable-for"].premises]
['?duty cd:ownerAgent ?agency', '?duty cd:covers ?object']
>>> book["descends-from"].premises[0].path, book["descends-from"].summary.en.partition(",")[0]
('+', 'A document descends from each one that it implements')
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Final

from pyoxigraph import NamedNode, Triple

from graph.answers import Term
from graph.vocabulary import TYPE
from ontology.words import Words

_PREFIX: Final = re.compile(r"^PREFIX (\w+): <([^>]*)>$", re.MULTILINE)
_SUMMARY: Final = re.compile(r"^#\+ summary: (.+) \| (.+)$", re.MULTILINE)
_COMMENT: Final = re.compile(r"^\s*#.*$", re.MULTILINE)
_RULE: Final = re.compile(r"CONSTRUCT \{(?P<head>[^{}]*)\}\s*WHERE \{(?P<body>.*)\}\s*$", re.DOTALL)
_ABSENT: Final = re.compile(r"(?:FILTER NOT EXISTS|OPTIONAL) \{([^{}]*)\}")
_PATTERN: Final = re.compile(r"(\?\w+) (\w+:\w+|a)([+*]?) (\?\w+|\w+:\w+) \.")


class RuleError(ValueError):
    """A rule that is not written as rules are: says which and what is wanted."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern: variables with their "?", the predicate, and whether it is a path ("+", "*")."""

    subject: str
    predicate: NamedNode
    object: str
    path: str
    written: str

    def __str__(self) -> str:
        return self.written

    @property
    def constant(self) -> NamedNode | None:
        """The object where it is no variable."""
        return None if self.object.startswith("?") else NamedNode(self.object)

    @property
    def variables(self) -> tuple[str, ...]:
        """Its variables in their order, each once."""
        return tuple(dict.fromkeys(term for term in (self.subject, self.object) if term.startswith("?")))

    @property
    def sparql(self) -> str:
        """The pattern with full IRIs."""
        predicate = f"{self.predicate}{self.path}"
        return f"{self.subject} {predicate} {self.constant or self.object} ."

    def matches(self, triple: Triple) -> bool:
        """Whether a triple is one of these."""
        return triple.predicate == self.predicate and self.constant in (None, triple.object)

    def values(self, triple: Triple) -> tuple[Term, ...]:
        """What a matching triple binds the variables to."""
        return (triple.subject, triple.object) if self.constant is None else (triple.subject,)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its head, the premises that have to be there, those that must not be (in blocks), and its WHERE."""

    name: str
    summary: Words
    head: Pattern
    premises: tuple[Pattern, ...]
    absent: tuple[tuple[Pattern, ...], ...]
    prefixes: str
    body: str
    text: str

    @property
    def patterns(self) -> Iterator[Pattern]:
        """All patterns that a solution looks at."""
        return chain(self.premises, *self.absent)


@cache
def rulebook() -> dict[str, Rule]:
    """Every rule by its name, in the order of names.

    >>> list(rulebook())[:2]
    ['accountable-for', 'accountable-for-one-body']
    """
    entries = [entry for entry in (files("graph") / "rules").iterdir() if entry.name.endswith(".rq")]
    named = {entry.name.removesuffix(".rq"): entry.read_text(encoding="utf-8") for entry in entries}
    return {name: parse(name, named[name]) for name in sorted(named)}


@cache
def fingerprint() -> str:
    """A hash of all rules: what was inferred by others is inferred anew."""
    texts = (f"{rule.name}\n{rule.text}" for rule in rulebook().values())
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


@cache
def watched() -> frozenset[tuple[NamedNode, NamedNode | None]]:
    """The predicates, with the object where it is given, whose triples change what follows: premises and heads."""
    patterns = chain.from_iterable((rule.head, *rule.patterns) for rule in rulebook().values())
    return frozenset((pattern.predicate, pattern.constant) for pattern in patterns)


def parse(name: str, text: str) -> Rule:
    """Reads a rule; raises RuleError."""
    prefixes = dict(_PREFIX.findall(text))
    summary, rule = _SUMMARY.search(text), _RULE.search(_COMMENT.sub("", text))
    if summary is None or rule is None:
        wanted = "a line '#+ summary: vi | en' and CONSTRUCT { one triple } WHERE { premises }"
        raise RuleError(f"rule {name}: wanted {wanted}")
    heads = _patterns(rule["head"], prefixes)
    present = _patterns(_ABSENT.sub("", rule["body"]), prefixes)
    absent = tuple(_patterns(block, prefixes) for block in _ABSENT.findall(rule["body"]))
    if len(heads) != 1 or not present:
        raise RuleError(f"rule {name}: wanted one triple in the head and premises, one to a line")
    told = Words(en=summary[2], vi=summary[1])
    lines = "\n".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in prefixes.items())
    return Rule(name, told, heads[0], present, absent, lines, rule["body"].strip(), text)


def _patterns(text: str, prefixes: dict[str, str]) -> tuple[Pattern, ...]:
    def full(term: str) -> str:
        prefix, _, local = term.partition(":")
        return term if term.startswith("?") else prefixes[prefix] + local

    return tuple(
        Pattern(s, TYPE if p == "a" else NamedNode(full(p)), full(o), plus, f"{s} {p}{plus} {o}")
        for s, p, plus, o in _PATTERN.findall(text)
    )
