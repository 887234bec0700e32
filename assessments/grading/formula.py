"""Formulas of calculated questions: our own small language, read by descent, computed in decimals.

Decimals of 28 digits are the same on every machine, so an attempt gives the same grade for ever. Nothing but the
functions named here can be called, and no formula takes more than ``STEPS`` operations or an hour of powers.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, DecimalException
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

LENGTH, DEPTH, POWER = 500, 40, 1000
CONTEXT = Context(prec=28)
TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<name>[A-Za-z_]\w*)|(?P<sign>[-+*/^(),]))")
Tree = tuple[Any, ...]


class FormulaError(ValueError):
    """The text says what is wrong, to the author of the formula."""


def evaluate(formula: str, values: Mapping[str, Decimal]) -> Decimal:
    """The value of a formula. Raises ``FormulaError`` for what cannot be read or computed."""
    try:
        found = _value(parsed(formula), values)
    except DecimalException:
        found = Decimal("NaN")
    if not found.is_finite() or abs(found) > Decimal("1e30"):
        raise FormulaError(_("Hasil rumus %(formula)s tidak dapat dihitung.") % {"formula": formula})
    return found.normalize(CONTEXT) + 0


def names_in(formula: str) -> set[str]:
    """Variables that a formula needs."""
    return set(_names(parsed(formula)))


@lru_cache(maxsize=1024)
def parsed(formula: str) -> Tree:
    if len(formula) > LENGTH:
        raise FormulaError(_("Rumus lebih dari %(limit)s karakter.") % {"limit": LENGTH})
    reader = _Reader(formula)
    tree = reader.sum()
    if reader.ahead is not None:
        raise reader.stuck()
    return tree


def _tokens(formula: str) -> Iterator[tuple[str, str]]:
    at, text = 0, formula.rstrip()
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            raise FormulaError(
                _("Ada tanda yang tidak dikenal di rumus: %(rest)s") % {"rest": text[at:].strip()[:20]}
            )
        at = found.end()
        yield str(found.lastgroup), found[str(found.lastgroup)]


class _Reader:
    """Sums of products of powers; ``^`` binds to the right and before a minus sign in front."""

    def __init__(self, formula: str) -> None:
        self.formula, self.depth = formula, 0
        self.tokens = _tokens(formula)
        self.ahead = next(self.tokens, None)

    def stuck(self) -> FormulaError:
        word = self.ahead[1] if self.ahead else _("akhir rumus")
        return FormulaError(
            _("Rumus %(formula)s tidak terbaca pada “%(word)s”.") % {"formula": self.formula, "word": word}
        )

    def take(self, *signs: str) -> str:
        """The sign ahead when it is one of these, else nothing."""
        if self.ahead and self.ahead[0] == "sign" and self.ahead[1] in signs:
            return self.pop()
        return ""

    def pop(self) -> str:
        if self.ahead is None:
            raise self.stuck()
        word = self.ahead[1]
        self.ahead = next(self.tokens, None)
        return word

    def need(self, sign: str) -> None:
        if not self.take(sign):
            raise self.stuck()

    def sum(self) -> Tree:
        self.depth += 1
        if self.depth > DEPTH:
            raise FormulaError(_("Rumus terlalu bertingkat."))
        tree = self.product()
        while sign := self.take("+", "-"):
            tree = (sign, tree, self.product())
        self.depth -= 1
        return tree

    def product(self) -> Tree:
        tree = self.signed()
        while sign := self.take("*", "/"):
            tree = (sign, tree, self.signed())
        return tree

    def signed(self) -> Tree:
        minus = False
        while sign := self.take("-", "+"):
            minus ^= sign == "-"
        tree = self.power()
        return ("neg", tree) if minus else tree

    def power(self) -> Tree:
        base = self.atom()
        if not self.take("^"):
            return base
        self.depth += 1
        if self.depth > DEPTH:
            raise FormulaError(_("Rumus terlalu bertingkat."))
        tree = ("^", base, self.signed())
        self.depth -= 1
        return tree

    def atom(self) -> Tree:
        if self.take("("):
            tree = self.sum()
            self.need(")")
            return tree
        kind = self.ahead[0] if self.ahead else ""
        if kind == "number":
            return ("number", Decimal(self.pop()))
        if kind != "name":
            raise self.stuck()
        name = self.pop()
        return self.call(name) if self.take("(") else ("name", name)

    def call(self, name: str) -> Tree:
        if name not in FUNCTIONS:
            known = ", ".join(sorted(FUNCTIONS))
            raise FormulaError(
                _("Fungsi %(name)s tidak dikenal. Yang ada: %(known)s.") % {"name": name, "known": known}
            )
        given = [self.sum()]
        while self.take(","):
            given.append(self.sum())
        self.need(")")
        low, high = ARITY[name]
        if not low <= len(given) <= high:
            raise FormulaError(_("Fungsi %(name)s diberi jumlah nilai yang keliru.") % {"name": name})
        return ("call", name, tuple(given))


def _names(tree: Tree) -> Iterator[str]:
    if tree[0] == "name":
        yield tree[1]
    for part in tree[2] if tree[0] == "call" else tree[1:]:
        if isinstance(part, tuple):
            yield from _names(part)


def _value(tree: Tree, values: Mapping[str, Decimal]) -> Decimal:
    kind, *rest = tree
    if kind == "number":
        return rest[0]
    if kind == "name":
        if rest[0] not in values:
            raise FormulaError(_("Variabel %(name)s tidak ada.") % {"name": rest[0]})
        return values[rest[0]]
    if kind == "call":
        return FUNCTIONS[rest[0]](*(_value(part, values) for part in rest[1]))
    return OPERATIONS[kind](*(_value(part, values) for part in rest))


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    if abs(exponent) > POWER:
        raise FormulaError(_("Pangkat lebih dari %(limit)s.") % {"limit": POWER})
    return CONTEXT.power(base, exponent)


def _round(value: Decimal, digits: Decimal = Decimal(0)) -> Decimal:
    places = max(-20, min(20, int(digits)))
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, CONTEXT)


def _whole(rounding: str) -> Callable[[Decimal], Decimal]:
    return lambda value: value.to_integral_value(rounding)


OPERATIONS: dict[str, Callable[..., Decimal]] = {
    "+": CONTEXT.add,
    "-": CONTEXT.subtract,
    "*": CONTEXT.multiply,
    "/": CONTEXT.divide,
    "^": _power,
    "neg": CONTEXT.minus,
}
FUNCTIONS: dict[str, Callable[..., Decimal]] = {
    "abs": CONTEXT.abs,
    "round": _round,
    "floor": _whole(ROUND_FLOOR),
    "ceil": _whole(ROUND_CEILING),
    "sqrt": CONTEXT.sqrt,
    "min": lambda *values: min(values),
    "max": lambda *values: max(values),
    "ln": CONTEXT.ln,
    "log10": CONTEXT.log10,
    "log2": lambda value: CONTEXT.divide(CONTEXT.ln(value), CONTEXT.ln(Decimal(2))),
    "exp": CONTEXT.exp,
    "mod": CONTEXT.remainder,
}
ARITY = dict.fromkeys(FUNCTIONS, (1, 1)) | {"round": (1, 2), "min": (1, 20), "max": (1, 20), "mod": (2, 2)}
