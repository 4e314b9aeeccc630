"""A reader's place among tokens, and the errors it can make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.query import lexer
from kg.query.prefixes import usual_prefix_hint

if TYPE_CHECKING:
    from kg.errors import QueryError
    from kg.query.lexer import Token


class Cursor:
    """Tokens of a text, read one after the other.

    Attributes:
        prefixes: The prefixes known at this place; declarations are added.
    """

    __slots__ = ("_index", "prefixes", "text", "tokens")

    def __init__(self, text: str, *, prefixes: dict[str, str]) -> None:
        self.text = text
        self.tokens = lexer.tokens(text)
        self.prefixes = dict(prefixes)
        self._index = 0

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self._index]

    @property
    def index(self) -> int:
        """Number of tokens taken."""
        return self._index

    @property
    def last_end(self) -> int:
        """Offset one past the token taken last."""
        return self.tokens[self._index - 1].end if self._index else 0

    def since(self, index: int) -> tuple[Token, ...]:
        """The tokens taken since `index`."""
        return tuple(self.tokens[index : self._index])

    def at(self, *keys: str) -> bool:
        """Whether the next token is one of these."""
        return self.tokens[self._index].key in keys

    def ahead(self, *keys: str) -> bool:
        """Whether the token after the next one is one of these."""
        return self.tokens[min(self._index + 1, len(self.tokens) - 1)].key in keys

    def take(self) -> Token:
        """The next token, passed over; a prefixed name must have a known prefix.

        Raises:
            QueryError: The prefix is unknown.
        """
        token = self.tokens[self._index]
        if token.kind != "end":
            self._index += 1
        if token.kind == "pname":
            prefix = token.text.partition(":")[0]
            if prefix not in self.prefixes:
                raise self.error(f"unknown prefix '{prefix}:'", hint=usual_prefix_hint(prefix, self.prefixes), at=token)
        return token

    def take_raw(self) -> Token:
        """The next token, passed over, its prefix unlooked at: in a declaration."""
        token = self.tokens[self._index]
        self._index += token.kind != "end"
        return token

    def accept(self, *keys: str) -> Token | None:
        """The next token if it is one of these, passed over."""
        return self.take() if self.at(*keys) else None

    def expect(self, key: str, *, wanted: str) -> Token:
        """The next token, which must be this one.

        Raises:
            QueryError: It is another one.
        """
        if not self.at(key):
            raise self.unexpected(wanted)
        return self.take()

    def unexpected(self, wanted: str, *, hint: str | None = None) -> QueryError:
        """The next token is not what must stand here."""
        token = self.token
        if hint is None and token.kind == "word" and "variable" in wanted:
            hint = f"a variable begins with '?', as ?{token.text}"
        if token.kind == "end":
            return self.error(f"the query ends where {wanted} should be")
        found = f"'{token.text}'" if len(token.text) <= 30 else f"'{token.text[:29]}…'"  # noqa: PLR2004 - one glance
        return self.error(f"expected {wanted}, found {found}", hint=hint)

    def error(self, message: str, *, hint: str | None = None, at: Token | None = None) -> QueryError:
        """An error at a token, the next one by default."""
        return lexer.error_at(self.text, (at or self.token).start, message, hint=hint)
