"""The report as a PDF for people and their screen readers: tagged (PDF/UA-1), with bookmarks and running heads."""

from __future__ import annotations

from audit.errors import say
from audit.report.document.reading import read_page
from audit.report.document.report import document_of
from audit.report.document.typst import Pdf, write_pdf
from audit.report.exports.format import Exported, Extra, Format, Order

EXTRA = Extra("pdf", ("typst", "cssselect2"), say("a PDF is made with Typst, which is not installed"))


def pdf(order: Order) -> Pdf:
    """Make the PDF.

    Raises:
        Refused: Typst is not installed.
    """
    EXTRA.load()
    document = document_of(order.result, order.language, order.presentation, order.part)
    return write_pdf(document, order.result.date, paper=order.paper)


def pdf_of_page(page: str) -> Pdf:
    """Make a PDF of a page that is no report, such as the blank questionnaire. It bears no date.

    Args:
        page: The HTML.

    Raises:
        Refused: Typst is not installed.
    """
    EXTRA.load()
    return write_pdf(read_page(page), None)


def _write(order: Order) -> Exported:
    made = pdf(order)
    return Exported(made.content, made.unshown)


FORMAT = Format("pdf", EXTRA, dressed=True, write=_write, has_parts=True)
