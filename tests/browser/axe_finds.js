// What axe finds, and what it could not decide where a look of our own does not decide it either.
window.axeFinds = async (where, options) => {
    // Of signs that are no letters, and of what stands beside a sign made by the style sheet, axe says only that it does
    // not know: it cannot tell what they cover. On our pages they cover nothing, so the colours themselves are compared; so
    // are those of an entry that a menu has scrolled half away.
    const least = {nonBmp: 3, pseudoContent: 4.5, elmPartiallyObscuring: 4.5};
    // What an open panel covers, nobody sees; of what its edge cuts in two, the colours themselves are compared.
    const under = (it, across, down) => {
        const box = it.getBoundingClientRect();
        const top = document.elementFromPoint(box.left + box.width * across, box.top + box.height * down);
        return top !== null && !it.contains(top) && !top.contains(it);
    };
    const covered = it => under(it, 0.5, 0.5);
    const cut = it => [0.05, 0.95].some(across => [0.05, 0.95].some(down => under(it, across, down)));
    const channels = colour => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const light = colour => {
        const [red, green, blue] = channels(colour).map(
            part => part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ground = it => {
        const own = getComputedStyle(it).backgroundColor;
        const alpha = channels(own)[3] ?? 1;
        return alpha === 1 ? own : alpha === 0 && it.parentElement ? ground(it.parentElement) : "rgb(255, 255, 255)";
    };
    // The letters of a picture are filled, not coloured. What it draws behind them is about as light as the page: a look decides.
    const isDrawn = it => it.namespaceURI === "http://www.w3.org/2000/svg";
    const contrast = it => {
        const style = getComputedStyle(it);
        const [one, other] = [light(isDrawn(it) ? style.fill : style.color), light(ground(it))];
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    };
    const reason = node => node.any.map(check => check.data?.messageKey).find(key => key) ?? "";
    const decided = (rule, node) => rule === "color-contrast" && (
        contrast(node.element) >= (isDrawn(node.element) ? 4.5 : least[reason(node)] ?? Infinity)
        || (reason(node) === "bgOverlap" && (covered(node.element) || (cut(node.element) && contrast(node.element) >= 4.5))));
    const result = await axe.run(where, {resultTypes: ["violations", "incomplete"], elementRef: true, ...options});
    return [
        ...result.violations.flatMap(found => found.nodes.map(node => `${found.id}: ${node.html.slice(0, 200)}`)),
        ...result.incomplete.flatMap(found => found.nodes.filter(node => !decided(found.id, node)).map(
            node => `${found.id} is not decided (${reason(node)}): ${node.html.slice(0, 200)}`)),
    ];
};
// A script that ends in a function would be called by whoever evaluates it.
void 0;
