"""The sources."""

from __future__ import annotations

from collections.abc import Callable

from audit.model.result.result import Result


def test_sources_say_how_well_they_were_read(
    example: Callable[[str], Result], rendered: Callable[..., dict[str, str]]
) -> None:
    result = example("maple-library")
    words = {"FULL": "read whole", "EXC": "read in excerpt", "SEC": "second-hand", "CALC": "our arithmetic"}
    rows = rendered(result)["sources.md"].split("<tr")
    for source in result.sources:
        row = next(row for row in rows if f'id="{source.id}"' in row)
        assert f"<td>{words[source.tag]}</td>" in row, source.id
