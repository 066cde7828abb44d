// The wall screen: its page as large as the whole of it fits on the screen.
(() => {
    "use strict";
    const wall = document.querySelector("[data-wall]");
    if (!wall) return;
    const root = document.documentElement;
    const fits = (zoom) => {
        wall.style.zoom = zoom;
        return root.scrollHeight <= innerHeight && root.scrollWidth <= innerWidth;
    };
    // Downwards in large steps, for with fewer columns a larger size may fit where a smaller one does not; then a little up again.
    const fit = () => {
        let zoom = Math.max(1, innerWidth / 1100);
        while (zoom > 0.3 && !fits(zoom)) zoom *= 0.9;
        for (const more of [1.07, 1.03]) if (fits(zoom * more)) { zoom *= more; break; }
        wall.style.zoom = zoom;
    };
    fit();
    let waiting;
    addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(fit, 200); });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") location.assign("/"); });
})();
