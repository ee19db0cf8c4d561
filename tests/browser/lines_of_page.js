/* Every block of text of a page as it is seen, with its lines: \n stands where one ends. */
globalThis.linesOfPage = () => {
    for (const it of document.querySelectorAll("details")) it.open = true;
    const blocks = new Map();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT), range = document.createRange();
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        if (text.nodeType === 1 && text.tagName !== "BR") continue;
        if (!text.parentElement.checkVisibility() || text.parentElement.closest("script, style, #paper, .lf-hidden-text, .lf-hidden")) continue;
        let block = text.parentElement;
        while (getComputedStyle(block).display.startsWith("inline") && block.tagName !== "BUTTON") block = block.parentElement;
        const found = blocks.get(block) || { text: "", bottom: null };
        blocks.set(block, found);
        if (text.nodeType === 1) {
            // A line that was ended on purpose tears nothing.
            found.text += "\u2028";
            found.bottom = null;
            continue;
        }
        for (let at = 0; at < text.data.length; at += 1) {
            range.setStart(text, at);
            range.setEnd(text, at + 1);
            const box = range.getBoundingClientRect();
            // A space at the end of a line has no place of its own.
            if (box.width && text.data[at].trim()) {
                if (found.bottom !== null && box.top >= found.bottom - 1) found.text += "\n";
                found.bottom = box.bottom;
            }
            found.text += text.data[at].trim() ? text.data[at] : " ";
        }
    }
    return [...blocks.values()].map(found => found.text);
};
