// Drawing: a point, a line or an area, by clicks or by keys; on the page it is measured and asked what is inside, in a form it fills in a field.
(() => {
    "use strict";

    const shared = window.shanhe.map;
    const { look, ask, element } = shared;
    /// More corners than this are a layer, not something drawn by hand; the address of what is inside stays short enough.
    const limit = 200;

    /// What is drawn on a map, one shape at a time. `changed` hears of every point that is set or taken back.
    const drawing = (map, buttons, changed) => {
        let shape = "", points = [], isOn = false;
        const accent = look("--accent") || "#b5352b";
        map.addSource("drawn", { type: "geojson", data: { type: "FeatureCollection", features: [] } });
        map.addLayer({ id: "drawn/area", type: "fill", source: "drawn", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": accent, "fill-opacity": .12 } });
        map.addLayer({ id: "drawn/line", type: "line", source: "drawn", filter: ["!=", ["geometry-type"], "Point"], paint: { "line-color": accent, "line-width": 2 } });
        map.addLayer({ id: "drawn/point", type: "circle", source: "drawn", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-color": accent, "circle-radius": 4.5, "circle-stroke-color": "#fff", "circle-stroke-width": 1.5 } });
        const feature = (type, coordinates) => ({ type: "Feature", properties: {}, geometry: { type, coordinates } });
        const redraw = () => {
            const corners = points.map((point) => feature("Point", point));
            const closed = [...points, points[0]];
            const whole = shape === "area" && points.length > 2 ? [feature("Polygon", [closed])] : points.length > 1 ? [feature("LineString", points)] : [];
            map.getSource("drawn").setData({ type: "FeatureCollection", features: [...whole, ...corners] });
            if (buttons) buttons.hidden = !points.length;
        };
        const set = (list) => {
            points = list;
            redraw();
            changed(shape, points);
        };
        const add = ({ lng, lat }) => {
            const point = [Number(lng.toFixed(6)), Number(lat.toFixed(6))];
            set(shape === "point" ? [point] : [...points, point].slice(0, limit));
        };
        const undo = () => set(points.slice(0, -1));
        map.on("click", (event) => { if (isOn) add(event.lngLat); });
        map.getCanvas().addEventListener("keydown", (event) => {
            if (!isOn || !["Enter", "Backspace"].includes(event.key)) return;
            event.preventDefault();
            if (event.key === "Enter") add(map.getCenter()); else undo();
        });
        buttons?.querySelector("[data-undo]").addEventListener("click", undo);
        buttons?.querySelector("[data-clear]").addEventListener("click", () => set([]));
        return {
            isOn: () => isOn,
            state: () => ({ shape, points }),
            /// Draws something else, or nothing more: what was drawn stays until another shape is begun.
            begin: (next) => {
                isOn = Boolean(next);
                map.getContainer().classList.toggle("drawing", isOn);
                if (isOn) map.doubleClickZoom.disable(); else map.doubleClickZoom.enable();
                if (isOn && next !== shape) { shape = next; set([]); }
            },
            /// Shows what a field or an address says, and tells nobody.
            put: (next, list) => { [shape, points] = [next, list.slice(0, limit)]; redraw(); },
        };
    };

    const pairs = (points) => points.map((point) => point.join(" ")).join(", ");
    const wellKnown = (shape, points) => shape === "line" ? `LINESTRING (${pairs(points)})` : `POLYGON ((${pairs([...points, points[0]])}))`;

    // ---- on the page: lengths, areas, what is inside ----
    const length = (metres) => metres < 2000 ? `${metres.toFixed(1)} m` : `${(metres / 1000).toFixed(3)} km`;
    const area = (square) => square < 1e6 ? `${square.toLocaleString("en-US")} m²` : `${(square / 1e6).toFixed(3)} km²`;
    const measured = async (section, words, shape, points) => {
        if (shape === "point") return `${words.position} ${points[0].join(", ")}`;
        if (points.length < 2) return "";
        const ring = shape === "area" && points.length > 2 ? [...points, points[0]] : points;
        const said = await ask(`${section.dataset.measure}?at=${encodeURIComponent(ring.map((point) => point.join(" ")).join(","))}`);
        return ring === points ? `${words.length} ${length(said.metres)}` : `${words.area} ${area(said.squareMetres)} · ${words.perimeter} ${length(said.metres)}`;
    };
    const inside = async (section, words, shape, points) => {
        const zone = shape === "point" ? `circle ${points[0].join(" ")} 1000` : shape === "area" && points.length > 2 ? wellKnown("area", points) : null;
        if (!zone) return [];
        const { found } = await ask(`${section.dataset.within}?zone=${encodeURIComponent(zone)}`);
        const items = found.map((one) => {
            const item = element("li", "");
            item.append(element("a", one.label, { href: one.address }), element("small", `${one.count.toLocaleString("en-US")}${one.isMore ? "+" : ""}`));
            return item;
        });
        const title = shape === "point" ? words.around : words.inside;
        return [element("li", items.length ? title : `${title}：${words.nothingInside}`), ...items];
    };

    shared.drawOnPage = (view, section) => {
        const { map, words } = view;
        const [output, list] = [section.querySelector("output"), section.querySelector(".inside")];
        const choices = [...section.querySelectorAll("[data-draw]")];
        let turn = 0;
        const changed = async (shape, points) => {
            // Only the answer to the last point is shown.
            const mine = turn += 1;
            try {
                const [text, items] = points.length ? await Promise.all([measured(section, words, shape, points), inside(section, words, shape, points)]) : ["", []];
                if (mine !== turn) return;
                output.textContent = text || words.drawHint;
                list.replaceChildren(...items);
            } catch (error) {
                if (mine !== turn) return;
                output.textContent = error.message;
                list.replaceChildren();
            }
        };
        view.drawing = drawing(map, section.querySelector(".drawing-buttons"), changed);
        for (const button of choices) {
            button.addEventListener("click", () => {
                const isOn = button.getAttribute("aria-pressed") !== "true";
                for (const other of choices) other.setAttribute("aria-pressed", String(isOn && other === button));
                view.popup.remove();
                view.drawing.begin(isOn ? button.dataset.draw : null);
                if (isOn) view.box.scrollIntoView({ block: "nearest" });
            });
        }
    };
    shared.drawn = (map, shape, points) => drawing(map, null, () => {}).put(shape, points);

    // ---- in a form ----
    /// The positions that a field says, as far as one hand can have drawn them: the outer ring of an area.
    const read = (text, shape) => {
        const ring = /\(\(([^()]*)\)/.exec(text)?.[1] ?? text.replace(/^[^(]*\(|\).*$/g, "");
        const numbers = (ring.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
        const list = [];
        for (let place = 0; place + 1 < numbers.length; place += 2) list.push([numbers[place], numbers[place + 1]]);
        return (shape === "area" ? list.slice(0, -1) : list).filter(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 85);
    };
    shared.pick = (view) => {
        const { map, box } = view;
        const field = document.getElementById(box.dataset.field);
        const { shape } = box.dataset;
        let isWriting = false;
        const changed = (shape, points) => {
            const isWhole = points.length >= { point: 1, line: 2, area: 3 }[shape];
            isWriting = true;
            field.value = !isWhole ? "" : shape === "point" ? points[0].join(", ") : wellKnown(shape, points);
            field.dispatchEvent(new Event("input", { bubbles: true }));
            isWriting = false;
        };
        const said = read(field.value, shape);
        view.drawing = drawing(map, box.parentElement.querySelector(".drawing-buttons"), changed);
        view.drawing.put(shape, said);
        view.drawing.begin(shape);
        if (said.length) {
            const bounds = said.reduce((all, point) => all.extend(point), new window.maplibregl.LngLatBounds(said[0], said[0]));
            map.fitBounds(bounds, { padding: 60, maxZoom: 14, duration: 0 });
        }
        field.addEventListener("input", () => { if (!isWriting) view.drawing.put(shape, read(field.value, shape)); });
    };
})();
