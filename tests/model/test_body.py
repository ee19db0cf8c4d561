"""Whom a body serves: what it says, else what people depend on it for."""

from __future__ import annotations

import pytest

from audit.model.body import Body, body_of


@pytest.mark.parametrize(
    ("audience", "purpose", "expected"),
    [
        (None, "citizen-service", "residents"),
        (None, "information", "users"),
        (None, "safety-critical", "people"),
        (None, None, "people"),
        ("members", "citizen-service", "members"),
    ],
)
def test_whom_it_serves_is_what_it_says_else_by_x1(audience: None, purpose: str | None, expected: str) -> None:
    assert body_of("company", audience, purpose) == Body("company", expected)
