"""Find the resources of a FHIR document, whatever holds them: bundle, list, `contained`, NDJSON or a single one."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from medapp.errors import TooComplex, UnreadableFile

MAX_RESOURCES = 50_000
Resource = dict[str, Any]


def load(data: bytes) -> list[Resource]:
    """Every resource of the file in document order. Raises UnreadableFile, TooComplex."""
    text = data.decode("utf-8-sig", errors="replace").strip()
    try:
        roots = [json.loads(text, parse_float=Decimal)]
    except RecursionError as error:
        raise TooComplex() from error
    except json.JSONDecodeError:
        roots = _load_lines(text)
    except ValueError as error:  # a number of thousands of digits
        raise UnreadableFile() from error
    return [resource for root in roots for resource in resources_in(root)]


def resources_in(root: Any) -> list[Resource]:
    """Every resource under a node in document order; raises TooComplex."""
    found: list[Resource] = []
    for resource in _walk(root):
        found.append(resource)
        if len(found) > MAX_RESOURCES:
            raise TooComplex()
    return found


def _load_lines(text: str) -> list[Any]:
    """NDJSON, as bulk exports and Apple Health write it."""
    try:
        return [json.loads(line, parse_float=Decimal) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError) as error:
        raise UnreadableFile() from error


def _walk(root: Any) -> Iterator[Resource]:
    """Every resource, wherever it is nested: bundles, `contained`, a sender's own envelope. A stack, not recursion."""
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            if isinstance(node.get("resourceType"), str):
                yield node
            stack.extend(reversed([part for part in node.values() if isinstance(part, dict | list)]))
