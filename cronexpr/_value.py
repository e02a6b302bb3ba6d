"""Two small building blocks: an immutable record, and a memory that forgets.

Standard-library equivalents exist (`dataclasses`, `functools.lru_cache`), but
importing either costs more than the whole of cronexpr's start-up.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn, Self, TypeVar, dataclass_transform

    K = TypeVar("K")
    V = TypeVar("V")
else:
    K = V = None

    def dataclass_transform(**_):
        return lambda cls: cls


@dataclass_transform(frozen_default=True)
class Value:
    """An immutable record whose fields are its ``__slots__``.

    Two values are equal when their types and all their fields are; a value
    hashes, pickles and prints (``Span(first=9, last=17, step=1)``) accordingly.
    Values are given in slot order; for type checkers the annotations of a subclass are its
    signature.  One that is public, or has defaults, writes ``__init__`` and passes the values to
    this one.  What is derived from them stands in the slots of a class between the two, and so
    is no field.
    """

    __slots__: tuple[str, ...] = ()

    # A slot's own setter passes by the immutability, and is faster than `object.__setattr__`.
    # Records that are made often call these by name and not in a loop.
    _put: tuple[Callable[[Any, object], None], ...]

    def __init_subclass__(cls) -> None:
        cls._put = tuple([cls.__dict__[name].__set__ for name in cls.__slots__])

    def __init__(self, *values: object) -> None:
        for put, value in zip(self._put, values, strict=True):
            put(self, value)

    def _values(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in self.__slots__])

    def replace(self, **changes: Any) -> Self:
        """Return a copy with the fields named in *changes* replaced."""
        values = dict(zip(self.__slots__, self._values(), strict=True)) | changes
        if len(values) > len(self.__slots__):
            unknown = [name for name in changes if name not in self.__slots__]
            raise TypeError(f"{type(self).__name__} has no field {', '.join(unknown)}")
        return type(self)(*values.values())

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        fields = zip(self.__slots__, self._values(), strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in fields)})"

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), self._values()


class Memo(dict[K, V]):
    """A dict that computes what it lacks, and forgets everything once *size* entries are in.

    A hit costs one C dictionary look-up.  Forgetting all at once needs no
    bookkeeping and no lock: a race costs at most one computation twice.  What is
    stored must be immutable and stand for nothing but its key.
    """

    __slots__ = ("_size", "compute")

    compute: Callable[[K], V]

    def __init__(self, compute: Callable[[K], V], size: int) -> None:
        self.compute = compute
        self._size = size

    def __missing__(self, key: K) -> V:
        value = self.compute(key)
        if len(self) >= self._size:
            self.clear()
        self[key] = value
        return value
