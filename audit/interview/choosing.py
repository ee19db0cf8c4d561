"""How a level is chosen: one rule, said wherever levels are chosen, on screens and on paper."""

from __future__ import annotations

from audit.model.values import N_

HOW_TO_CHOOSE = N_(
    "Begin at the highest level and go down; choose the first of which every part is true today. Plans, drafts and what nobody could show do not count. Where accounts or people differ, the weakest decides. A part that nobody knows counts as missing; “I don't know” is for a question of which you know nothing. In doubt, take the lower level."
)
"""Two honest people who follow it choose the same level of the same dossier, or nearly."""
