r"""A file's bytes, from a folder or from a .zip in it: read whole, within limits, never written to disk.

>>> Origin(Path("docs/a.zip"), "a.zip", "plans/b.docx").file
'a.zip/plans/b.docx'
"""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from loaders.errors import WHOLE_FILE, ReadError, Words

LARGEST: Final = 512 * 1024 * 1024  # bytes of one file
MOST_MEMBERS: Final = 10_000  # files in a .zip
_UTF_8_NAME: Final = 0x800  # the flag of a member whose name is in UTF-8
_FULL = Words("unpack it and build the folder", "giải nén ra rồi dựng cả thư mục")


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where a file's bytes are: its path, the path's name below the folder that was given, the member of a .zip."""

    path: Path
    name: str
    member: str = ""

    @property
    def file(self) -> str:
        """The name that facts carry."""
        return f"{self.name}/{_label(self.member)}" if self.member else self.name

    def read(self) -> bytes:
        """All bytes; raises ReadError."""
        try:
            return self._of_zip() if self.member else self._of_folder()
        except OSError as error:
            problem = Words(f"it cannot be opened ({error.strerror})", f"không mở được ({error.strerror})")
            remedy = Words("check that it is there and readable", "kiểm tra tệp có ở đó và đọc được")
            raise ReadError(self.file, WHOLE_FILE, problem, remedy) from error

    def _of_folder(self) -> bytes:
        with self.path.open("rb") as handle:
            size = _size(handle)
            self._limit(size)
            data = handle.read(LARGEST + 1)
        if len(data) != size:
            problem = Words(
                f"it changed while it was read ({len(data)} of {size} bytes)",
                f"tệp thay đổi trong lúc đọc ({len(data)} trên {size} byte)",
            )
            remedy = Words("build again when it is no longer written", "dựng lại khi tệp không còn bị ghi")
            raise ReadError(self.file, WHOLE_FILE, problem, remedy)
        return data

    def _of_zip(self) -> bytes:
        try:
            with zipfile.ZipFile(self.path) as archive:
                self._limit(archive.getinfo(self.member).file_size)
                with archive.open(self.member) as handle:
                    data = handle.read(LARGEST + 1)
        except KeyError as error:
            problem = Words("the .zip no longer holds it", "tệp .zip không còn chứa nó")
            raise ReadError(self.file, WHOLE_FILE, problem, Words("build again", "dựng lại")) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            problem = Words(f"the .zip is damaged here ({error})", f"tệp .zip hỏng ở đây ({error})")
            remedy = Words("pack it again", "nén lại")
            raise ReadError(self.file, WHOLE_FILE, problem, remedy) from error
        except RuntimeError as error:  # zipfile's word for a password
            problem = Words("it is locked with a password", "tệp bị khóa bằng mật khẩu")
            raise ReadError(self.file, WHOLE_FILE, problem, _FULL) from error
        self._limit(len(data))
        return data

    def _limit(self, size: int) -> None:
        if size > LARGEST:
            problem = Words(
                f"it is too large ({size:,} bytes; at most {LARGEST:,})",
                f"tệp quá lớn ({size:,} byte; nhiều nhất {LARGEST:,})",
            )
            remedy = Words("split it into its documents", "tách thành từng văn bản")
            raise ReadError(self.file, WHOLE_FILE, problem, remedy)


def _size(handle: BinaryIO) -> int:
    size = handle.seek(0, 2)
    handle.seek(0)
    return size


def members(origin: Origin) -> list[Origin]:
    """The files in a .zip, in its order; raises ReadError for a .zip that cannot be read."""
    try:
        with zipfile.ZipFile(origin.path) as archive:
            found = [info.filename for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        problem = Words(f"the .zip is damaged ({error})", f"tệp .zip hỏng ({error})")
        remedy = Words("fetch it again, or pack it again", "tải lại hoặc nén lại")
        raise ReadError(origin.file, WHOLE_FILE, problem, remedy) from error
    if len(found) > MOST_MEMBERS:
        problem = Words(f"it holds {len(found):,} files", f"tệp chứa {len(found):,} tệp")
        raise ReadError(origin.file, WHOLE_FILE, problem, _FULL)
    return [Origin(origin.path, origin.name, member) for member in found if not _is_hidden(member)]


def _is_hidden(member: str) -> bool:
    """Whether a member is one that systems hide: ".DS_Store", "__MACOSX/"."""
    return any(part.startswith((".", "__MACOSX")) for part in member.split("/"))


def _label(member: str) -> str:
    """A member's name for people: old programs wrote it in the code page of their system."""
    try:
        named = member.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        named = member
    return "/".join(part for part in named.replace("\\", "/").split("/") if part not in ("", ".", ".."))
