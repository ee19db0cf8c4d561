"""What WeasyPrint leaves out of the tags of a PDF: which way a heading cell heads, where an id stands, what a link says.

It tags a link once for every box inside it, so that a screen reader would stop at each word of it; it names a link after
its target, such as `plan--M01-0`, which a screen reader would say instead of the words; it marks running heads as text of
the report, which belongs to no element; and what is styled unlike its kind ends in no place of its own: a hidden caption in
tables inside tables, a block of a list's item beside the item's body.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LONGEST_NAME = 120
"""Characters of what a link says."""


def link_words(root: Element) -> Mapping[str, str]:
    """Return what the links of a document say: words by address, an address inside the document without its `#`.

    A link to a heading says the heading; any other the longest words that lead there.

    Args:
        root: The parsed document.
    """
    words: dict[str, str] = {}
    for link in root.iter("a"):
        address = link.get("href", "").removeprefix("#")
        words[address] = max(words.get(address, ""), _words_of(link), key=len)
    for element in root.iter():
        heading = element if element.tag in HEADINGS else _first_heading(element) if element.tag == "section" else None
        if heading is not None and element.get("id"):
            words[element.get("id", "")] = _words_of(heading)
    return {address: said for address, said in words.items() if said}


def _words_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())[:LONGEST_NAME]


def _first_heading(element: Element) -> Element | None:
    return next((inner for inner in element.iter() if inner.tag in HEADINGS), None)


def mend_tags(made: Any, words: Mapping[str, str]) -> None:  # noqa: ANN401 # pydyf has no types
    """Complete the tags of a PDF before it is written.

    Args:
        made: What WeasyPrint is about to write: pydyf's PDF.
        words: What the links say, by address.
    """
    import pydyf

    root = _object(made, made.catalog["StructTreeRoot"])
    for element, _, _ in _elements(made, root["K"]):
        _straighten(made, element)
    ids: dict[str, bytes] = {}
    spare: set[int] = set()
    reached: set[bytes] = set()
    for element, in_link, in_head in _elements(made, root["K"]):
        reached.add(element.reference)
        if in_link:
            spare.update(_take_out_annotations(made, element))
            if element["S"] == "/Link":
                element["S"] = "/Span"
        if element["S"] == "/TH":
            row = _object(made, element["P"])
            is_head = in_head or all(_object(made, cell)["S"] == "/TH" for cell in row["K"])
            element.setdefault("A", pydyf.Dictionary({"O": "/Table"}))["Scope"] = "/Column" if is_head else "/Row"
        if "ID" in element:
            ids[element["ID"].string] = element.reference
    names = pydyf.Array(part for key in sorted(ids) for part in (pydyf.String(key), ids[key]))
    if names:
        root["IDTree"] = pydyf.Dictionary({"Names": names})
    _leave_out(made, root, spare)
    _set_apart_heads(made, root, reached)
    for link in _links(made):
        address = link["A"]["URI"].string if "A" in link else link["Dest"].string
        link["Contents"] = pydyf.String(words.get(address, address))


def _object(made: Any, reference: bytes) -> Any:  # noqa: ANN401 # as above
    return made.objects[int(reference.split()[0])]


def _elements(made: Any, kids: Any) -> Iterator[tuple[Any, bool, bool]]:  # noqa: ANN401 # as above
    """Give every element of the tree: is it inside a link that can be followed, is it inside the head of a table."""
    waiting = [(kid, False, False) for kid in kids]
    while waiting:
        kid, in_link, in_head = waiting.pop()
        element = _object(made, kid) if isinstance(kid, bytes) else {}
        if element.get("Type") != "/StructElem":
            continue
        inner = list(element["K"])
        is_link = element["S"] == "/Link" and any(True for _ in _annotations(made, element))
        yield element, in_link, in_head
        waiting.extend((other, in_link or is_link, in_head or element["S"] == "/THead") for other in inner)


def _straighten(made: Any, element: Any) -> None:  # noqa: ANN401 # as above
    """Put captions directly into their table, and all of a list's item into its label and its body."""
    if element["S"] == "/Table":
        kids = sorted(_unnested(made, element), key=lambda kid: _object(made, kid)["S"] != "/Caption")
        _give(made, element, kids)
    elif element["S"] == "/LI":
        bodies = [kid for kid in element["K"] if _object(made, kid)["S"] == "/LBody"]
        loose = [kid for kid in element["K"] if _object(made, kid)["S"] not in ("/Lbl", "/LBody")]
        if bodies and loose:
            _give(made, _object(made, bodies[-1]), [*_object(made, bodies[-1])["K"], *loose])
            _give(made, element, [kid for kid in element["K"] if kid not in loose])


def _unnested(made: Any, table: Any) -> Iterator[bytes]:  # noqa: ANN401 # as above
    for kid in table["K"]:
        inner = _object(made, kid)
        if inner["S"] == "/Table":
            yield from _unnested(made, inner)
        else:
            yield kid


def _give(made: Any, element: Any, kids: list[Any]) -> None:  # noqa: ANN401 # as above
    for kid in kids:
        if isinstance(kid, bytes) and _object(made, kid).get("Type") == "/StructElem":
            _object(made, kid)["P"] = element.reference
    element["K"][:] = kids


def _annotations(made: Any, element: Any) -> Iterator[tuple[bytes, bytes]]:  # noqa: ANN401 # as above
    """Give the annotations of an element: the reference among its kids, and that of the annotation."""
    for kid in element["K"]:
        if isinstance(kid, bytes) and _object(made, kid).get("Type") == "/OBJR":
            yield kid, _object(made, kid)["Obj"]


def _take_out_annotations(made: Any, element: Any) -> Iterator[int]:  # noqa: ANN401 # as above
    for kid, annotation in list(_annotations(made, element)):
        element["K"].remove(kid)
        _object(made, kid).clear()
        yield int(annotation.split()[0])


def _leave_out(made: Any, root: Any, spare: set[int]) -> None:  # noqa: ANN401 # as above
    """Take annotations off their pages and out of the table that leads from them to the tree."""
    for reference in made.page_references:
        page = _object(made, reference)
        if "Annots" in page:
            page["Annots"][:] = [link for link in page["Annots"] if int(link.split()[0]) not in spare]
    parents = _object(made, root["ParentTree"])["Nums"]
    gone = {made.objects[number].get("StructParent") for number in spare}
    pairs = zip(parents[::2], parents[1::2], strict=True)
    parents[:] = [part for key, parent in pairs if key not in gone for part in (key, parent)]
    for number in spare:
        made.objects[number].clear()


def _set_apart_heads(made: Any, root: Any, reached: set[bytes]) -> None:  # noqa: ANN401 # as above
    """Mark what stands in the margins of a page as no part of the report."""
    import pydyf

    parents = _object(made, root["ParentTree"])["Nums"]
    elements = {
        key: parent for key, parent in zip(parents[::2], parents[1::2], strict=True) if isinstance(parent, list)
    }
    for reference in made.page_references:
        page = _object(made, reference)
        of_page = elements[page["StructParents"]]
        loose = {number for number, parent in enumerate(of_page) if parent not in reached}
        stream = _object(made, page["Contents"]).stream
        for at, operator in enumerate(stream):
            if operator == b"BDC" and stream[at - 1].get("MCID") in loose:
                stream[at - 2 : at] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
        for number in loose:
            of_page[number] = b"null"


def _links(made: Any) -> Iterator[Any]:  # noqa: ANN401 # as above
    for reference in made.page_references:
        annotations = (_object(made, annotation) for annotation in _object(made, reference).get("Annots", ()))
        yield from (link for link in annotations if link["Subtype"] == "/Link")
