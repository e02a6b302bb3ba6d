"""A task's file as a tree of elements: decoded, bounded, without entities."""

from __future__ import annotations

from xml.parsers import expat

from ._subject import conversion_error
from ._windows_xml import NAMESPACE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from ..errors import CronConversionError

LARGEST = 1_048_576
"""The largest file that is read, in bytes or characters: ten times a task of 48 triggers."""

_DEEPEST = 16


class Element:
    """What is between two tags: text, or more elements; those of other namespaces are left out."""

    __slots__ = ("children", "pieces", "tag")

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.pieces: list[str] = []
        self.children: list[Element] = []

    @property
    def text(self) -> str:
        """What stands between the tags, without white space around it."""
        return "".join(self.pieces).strip()

    def child(self, tag: str) -> Element | None:
        """Return the one child of that *tag*, if there is one."""
        found = [child for child in self.children if child.tag == tag]
        if len(found) > 1:
            raise _no_task(f"{self.tag} has more than one {tag}")
        return found[0] if found else None

    def text_of(self, tag: str, default: str = "") -> str:
        """Return the text of the child of that *tag*, or *default*."""
        child = self.child(tag)
        return default if child is None else child.text


def _no_task(message: str, hint: str = "export the task from Windows again") -> CronConversionError:
    return conversion_error("WTS020", message, hint)


def read_task(data: bytes | str) -> Element:
    """Return the ``Task`` element of a file."""
    if not isinstance(data, (bytes, str)):
        raise TypeError(f"a task is bytes or str, not {type(data).__name__}")
    if len(data) > LARGEST:
        raise _no_task(f"the file is larger than {LARGEST:,} bytes", "no task is; it was not read")
    root = _tree(data if isinstance(data, str) else _decoded(data))
    if root is None or root.tag != "Task":
        raise _no_task("the file is XML, but no task", f"its outermost element is Task, of {NAMESPACE}")
    return root


def _decoded(data: bytes) -> str:
    """Return the text by its bytes, whatever encoding it claims.

    ``schtasks /query /xml`` claims UTF-16 even where a pipe or a redirection has made it something else.
    """
    encoding = "utf-8-sig"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif data[:1] == b"\0" or data[1:2] == b"\0":
        encoding = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = "UTF-8" if encoding == "utf-8-sig" else "UTF-16"
        message = f"the file is not in {name}, as it seemed, at byte {error.start}"
        raise _no_task(message, "save it as UTF-16 with a byte order mark, or as UTF-8") from None


def _tree(text: str) -> Element | None:
    top = Element("")
    path = [top]

    def open_element(name: str, _attributes: object) -> None:
        namespace, _, tag = name.rpartition(" ")
        element = Element(tag if namespace == NAMESPACE else "")
        if len(path) > _DEEPEST:
            raise _no_task("its elements are nested too deep for a task", "it was not read")
        path[-1].children.append(element)
        path.append(element)

    def add_text(text: str) -> None:
        path[-1].pieces.append(text)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = open_element
    parser.EndElementHandler = lambda _name: path.pop()
    parser.CharacterDataHandler = add_text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(text.removeprefix("\ufeff"), True)
    except expat.ExpatError as error:
        message = f"the file is no XML, at line {error.lineno}: {expat.ErrorString(error.code)}"
        raise _no_task(message) from None
    except UnicodeEncodeError:
        raise _no_task("the text has half a character in it", "read the file as bytes") from None
    return top.children[0] if top.children else None


def _refuse_doctype(*_: object) -> NoReturn:
    # A document type can define entities that grow without bound, or name files; no task has one.
    raise _no_task("the file has a document type, which no task has", "it was not read")
