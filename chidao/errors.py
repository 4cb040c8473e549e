"""Errors as a user meets them: one sentence that names the place and the remedy, and the exit status 2."""

from __future__ import annotations

import errno
import functools
import socket
import sys
from collections.abc import Callable
from typing import Final, ParamSpec

import typer
from rich.text import Text

from chidao.gather import GatherError, NoDocumentsError, NoPathError, OtherFolderError, SameNameError
from chidao.messages import messages, say
from chidao.output import err
from graph.answers import (
    AddressError,
    MissingStoreError,
    NoAnswerError,
    NoEndpointError,
    NotAStoreError,
    QueryError,
    ServerError,
    StoreBaseError,
    StoreError,
    StoreInUseError,
    StoreVersionError,
    UnfinishedStoreError,
    UnreachableStoreError,
)
from graph.rulings import JudgementsFileError
from graph.shacl import ShapesFileError
from loaders.formats import FORMATS
from queries.errors import QuestionError

WRONG_USE: Final = 2
NOT_WHOLE: Final = 1
P = ParamSpec("P")
_HOST_ERRORS: Final = {int(code): name for name, code in vars(socket).items() if name.startswith("EAI_")}

_STORE_ERRORS: Final[tuple[tuple[type[StoreError], str], ...]] = (
    (JudgementsFileError, "judgements-file"),
    (ShapesFileError, "shapes-file"),
    (MissingStoreError, "store-missing"),
    (NotAStoreError, "store-not"),
    (StoreBaseError, "store-base"),
    (StoreVersionError, "store-version"),
    (StoreInUseError, "store-in-use"),
    (UnfinishedStoreError, "store-unfinished"),
    (AddressError, "store-address"),
    (UnreachableStoreError, "store-unreachable"),
    (NoAnswerError, "store-no-answer"),
    (NoEndpointError, "store-no-endpoint"),
    (ServerError, "store-server"),
    (QueryError, "store-query"),
    (StoreError, "store-error"),
)


class UsageError(Exception):
    """Wrong use that a command finds itself: a key of ``messages.csv`` with the values of its blanks."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def worded(error: Exception, lang: str) -> str | None:
    """The sentence for an error that can be foreseen; None for any other.

    >>> worded(MissingStoreError("x", "no store", "build"), "en")
    'There is no store at x. Build one: chidao build FOLDER --store x'
    """
    if isinstance(error, UsageError):
        return say(error.key, lang, **error.values)
    if isinstance(error, QuestionError):
        return say(error.code, lang, **error.details)
    if isinstance(error, StoreError):
        key = next(key for kind, key in _STORE_ERRORS if isinstance(error, kind))
        problem = _problem(error, lang)
        return say(key, lang, target=error.target, problem=problem, remedy=error.remedy, **error.details)
    if isinstance(error, GatherError):
        return _gathering(error, lang)
    if isinstance(error, OSError) and error.filename:
        return say("cannot-write", lang, path=str(error.filename), problem=system_words(error, lang))
    return None


def _problem(error: StoreError, lang: str) -> str:
    """What is the matter, in a language where that is known."""
    if isinstance(error, UnreachableStoreError):
        return system_words(error.__cause__, lang)
    return str(error.details.get(f"problem_{lang}", error.problem))


def _gathering(error: GatherError, lang: str) -> str:
    if isinstance(error, NoPathError):
        return say("no-path", lang, path=str(error.path))
    if isinstance(error, SameNameError):
        return say("same-name", lang, one=str(error.one), other=str(error.other), name=error.name)
    if isinstance(error, OtherFolderError):
        return say("other-folder", lang, name=error.name, stored=error.stored, given=error.given)
    paths = error.paths if isinstance(error, NoDocumentsError) else ()
    return say("no-documents", lang, paths=", ".join(map(str, paths)), endings=FORMATS)


def system_words(error: BaseException | None, lang: str) -> str:
    """What the system says is the matter; in its own words where ``messages.csv`` has none.

    >>> system_words(FileNotFoundError(errno.ENOENT, "No such file or directory"), "vi")
    'không có tệp hay thư mục ấy'
    """
    if isinstance(error, OSError) and error.errno is not None:
        known = _HOST_ERRORS if isinstance(error, socket.gaierror) else errno.errorcode
        key = f"errno.{known.get(error.errno, '')}"
        return messages()[key][lang] if key in messages() else error.strerror or type(error).__name__
    return str(error) or type(error).__name__ if error else say("errno.", lang)


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """A command that says its errors in the language that was asked for, and ends with the status 2."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        lang = str(kwargs.get("lang", "vi"))
        try:
            command(*args, **kwargs)
        except typer.Exit:
            raise
        except BrokenPipeError:
            sys.stderr.close()
            raise typer.Exit(0) from None
        except Exception as error:
            if kwargs.get("debug"):
                raise
            text = worded(error, lang) or say("unexpected", lang, problem=f"{type(error).__name__}: {error}")
            err().print(Text(say("error", lang, text=text), style="red"))
            raise typer.Exit(WRONG_USE) from error

    return run
