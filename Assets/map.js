// The map, where there is one: its library (900 KB) and its parts (map-look.js, map-layers.js, …) are loaded when the first map of a page is to be seen.
(() => {
    "use strict";

    const add = (name, values) => new Promise((done, fail) => {
        const element = Object.assign(document.createElement(name), values, { onload: done, onerror: fail });
        document.head.append(element);
    });
    let library = null;
    // async = false: scripts run in the order in which they were added.
    const load = (box) => library ??= Promise.all([
        add("link", { rel: "stylesheet", href: box.dataset.look }),
        ...JSON.parse(box.dataset.scripts).map((src) => add("script", { src, async: false })),
    ]);

    const start = async (box) => {
        if (box.dataset.begun !== undefined) return;
        box.dataset.begun = "";
        const words = JSON.parse(box.dataset.words);
        try {
            await load(box);
            await window.shanhe.map.draw(box, words);
        } catch (error) {
            console.error(error);
            box.textContent = words.failed;
            box.dataset.failed = "";
        }
    };

    const startAll = (scope) => {
        for (const box of scope.querySelectorAll("[data-map]")) {
            const folded = box.closest("details:not([open])");
            if (!folded) start(box); else folded.addEventListener("toggle", () => startAll(folded), { once: true });
        }
    };
    startAll(document);
})();
