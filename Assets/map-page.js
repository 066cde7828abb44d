// The page of the map and its sheet of paper: layers on and off, search, and what of it is printed.
(() => {
    "use strict";

    const shared = window.shanhe.map;
    const { ask, colour, element, parts } = shared;

    const switchLayers = ({ map, layers }, panel) => {
        for (const swatch of panel.querySelectorAll("[data-swatch]")) {
            const layer = layers.find((layer) => layer.kind === swatch.dataset.swatch);
            if (layer) swatch.style.background = colour(layer.number);
        }
        const set = (input) => {
            for (const part of parts) {
                const id = `${input.dataset.mapLayer}/${part}`;
                if (map.getLayer(id)) map.setLayoutProperty(id, "visibility", input.checked ? "visible" : "none");
            }
        };
        for (const input of panel.querySelectorAll("[data-map-layer]")) {
            set(input);
            input.addEventListener("change", () => set(input));
        }
    };

    const search = (view, form) => {
        const list = form.querySelector("ol");
        form.addEventListener("submit", async (event) => {
            event.preventDefault();
            const { found } = await ask(`${form.dataset.mapSearch}?q=${encodeURIComponent(form.elements.q.value)}`);
            list.replaceChildren(...found.map((place) => {
                const button = element("button", place.title, { type: "button" });
                button.append(element("small", place.label));
                button.addEventListener("click", () => shared.show(view, place));
                const item = element("li", "");
                item.append(button);
                return item;
            }));
            if (!found.length) list.append(element("li", view.words.nothing));
        });
    };

    // ---- paper ----
    /// What a sheet is told: the layers that are on, where to look, colours, days, what was drawn.
    const sheetAddress = (view, panel, link) => {
        const { map, layers, days } = view;
        const address = new URL(link.dataset.address, location.href);
        const said = address.searchParams;
        const on = [...panel.querySelectorAll("[data-map-layer]:checked")].map((input) => input.dataset.mapLayer);
        // None is as many as all, in the address.
        for (const kind of on.length ? on : ["-"]) said.append("layer", kind);
        const bounds = map.getBounds();
        said.set("view", [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((number) => number.toFixed(5)).join(","));
        for (const layer of layers) if (on.includes(layer.kind)) said.set(`by.${layer.kind}`, layer.by);
        if (days) said.set("days", `${days.from},${days.to}`);
        const { shape, points } = view.drawing.state();
        if (points.length) said.set("drawn", `${shape},${points.flat().join(",")}`);
        return address.pathname + address.search;
    };

    shared.page = (view) => {
        const panel = document.querySelector(".map-tools");
        if (!panel) return;
        switchLayers(view, panel);
        search(view, panel.querySelector("[data-map-search]"));
        shared.drawOnPage(view, panel.querySelector("[data-map-drawing]"));
        shared.legend(view, document.querySelector("[data-map-legend]"));
        shared.time(view, document.querySelector("[data-map-time]"));
        const link = panel.querySelector("[data-map-print]");
        link.dataset.address = link.getAttribute("href");
        link.addEventListener("click", () => { link.href = sheetAddress(view, panel, link); });
    };

    shared.sheet = (view, stated) => {
        const { map, box } = view;
        const sheet = box.closest("[data-map-sheet]");
        const fact = (name) => sheet.querySelector(`[data-sheet=${name}]`);
        const write = shared.legend(view, sheet.querySelector("[data-map-legend]"), true);
        const [shape, ...numbers] = (stated.get("drawn") ?? "").split(",");
        const points = numbers.map(Number).reduce((list, number, place) => place % 2 ? [...list.slice(0, -1), [list.at(-1)[0], number]] : [...list, [number]], []);
        if (["point", "line", "area"].includes(shape) && points.length && points.flat().every(Number.isFinite)) shared.drawn(map, shape, points);
        if (view.days) fact("period").textContent = `${shared.dayText(view.days.from)} – ${shared.dayText(view.days.to)}`;
        map.on("idle", () => {
            sheet.querySelector("[data-made-up]").hidden = !write();
            // On paper a CSS pixel is 25.4/96 mm; the scale holds in the middle of the map.
            const middle = map.getCenter().lat * Math.PI / 180;
            const metres = 40075016.686 * Math.cos(middle) / (512 * 2 ** map.getZoom());
            fact("scale").textContent = `1 : ${(Number((metres / .0254 * 96).toPrecision(3))).toLocaleString("en-US")}`;
        });
    };
})();
