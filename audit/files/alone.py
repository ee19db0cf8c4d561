"""Whether anybody else can write where we write."""

from __future__ import annotations

import sys

ALONE: bool = sys.platform == "emscripten"
"""In a page the files lie in the memory of its one worker: there is no other process, and there are no locks."""
