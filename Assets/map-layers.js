// The map itself: records drawn from vector tiles over a grid of longitudes and latitudes; a click leads to a record; what others change is shown at once.
(() => {
    "use strict";

    const shared = window.shanhe.map;
    const { look, colour, grid, picture, firstChoice, parts, styles } = shared;
    const touched = ["area", "line", "point", "many"];

    const ask = async (address) => {
        const answer = await fetch(address, { headers: { Accept: "application/json" } });
        const said = await answer.json().catch(() => null);
        if (!answer.ok) throw new Error(said?.error?.message ?? `${address}: ${answer.status}`);
        return said;
    };
    const element = (name, text, more) => Object.assign(document.createElement(name), { textContent: text, ...more });
    const union = (one, two) => [Math.min(one[0], two[0]), Math.min(one[1], two[1]), Math.max(one[2], two[2]), Math.max(one[3], two[3])];

    // ---- cards ----
    const card = (layer, properties, words) => {
        const box = element("article", "");
        box.append(element("strong", properties.title || layer.label));
        const facts = layer.choices.filter((choice) => properties[choice.name]).map((choice) => `${choice.label}：${choice.options[properties[choice.name]] ?? properties[choice.name]}`);
        box.append(element("p", [layer.label, ...facts].join(" · ")));
        if (properties.simulated) box.append(element("p", words.simulated, { className: "made-up" }));
        box.append(element("a", words.open, { href: `${layer.records}/${properties.id}` }));
        return box;
    };
    const cards = (list) => {
        const content = element("div", "", { className: "on-the-map" });
        content.append(...list);
        return content;
    };
    /// The layers of which something can be clicked, as MapLibre calls them.
    const clickable = (map, layers) => layers.flatMap((layer) => touched.map((part) => `${layer.kind}/${part}`)).filter((id) => map.getLayer(id));

    const answerClicks = (view) => {
        const { map, layers, words, popup } = view;
        map.on("click", (event) => {
            if (view.drawing?.isOn()) return;
            const { x, y } = event.point;
            const found = map.queryRenderedFeatures([[x - 5, y - 5], [x + 5, y + 5]], { layers: clickable(map, layers) });
            if (!found.length) return;
            const many = found.find((feature) => feature.properties.count);
            if (many && !found.some((feature) => feature.properties.id)) return map.easeTo({ center: many.geometry.coordinates, zoom: map.getZoom() + 2 });
            const ones = [...new Map(found.filter((feature) => feature.properties.id).map((feature) => [feature.properties.id, feature])).values()].slice(0, 6);
            popup.setLngLat(event.lngLat).setDOMContent(cards(ones.map((feature) => card(layers.find((layer) => layer.kind === feature.source), feature.properties, words)))).addTo(map);
        });
        map.on("mousemove", (event) => {
            const isOver = map.queryRenderedFeatures(event.point, { layers: clickable(map, layers) }).length > 0;
            map.getCanvas().style.cursor = view.drawing?.isOn() ? "crosshair" : isOver ? "pointer" : "";
        });
    };

    /// Leads to a record that was found.
    const show = ({ map, box, popup, words }, place) => {
        box.scrollIntoView({ block: "nearest" });
        map.fitBounds(place.bounds, { padding: 60, maxZoom: 15, duration: 400 });
        const layer = { label: place.label, choices: [], records: place.address.slice(0, place.address.lastIndexOf("/")) };
        popup.setLngLat(middle(place.bounds)).setDOMContent(cards([card(layer, { id: place.id, title: place.title, simulated: place.isSimulated }, words)])).addTo(map);
    };
    const middle = (bounds) => [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];

    // ---- what is drawn ----
    const addGrid = (map) => {
        map.addSource("grid", { type: "geojson", data: grid(map) });
        map.addLayer({ id: "grid", type: "line", source: "grid", filter: ["==", ["geometry-type"], "LineString"], paint: { "line-color": look("--line-strong") || "#ccc", "line-width": .7, "line-dasharray": [4, 4] } });
        map.addLayer({ id: "degrees", type: "symbol", source: "grid", filter: ["==", ["geometry-type"], "Point"], layout: { "icon-image": ["get", "name"], "icon-anchor": ["get", "anchor"], "icon-allow-overlap": true } });
        map.on("moveend", () => map.getSource("grid").setData(grid(map)));
    };

    const tiles = (layer) => [location.origin + layer.tiles];
    const addLayers = ({ map, layers, days }) => {
        for (const layer of layers) map.addSource(layer.kind, { type: "vector", tiles: tiles(layer), maxzoom: 16, ...(layer.bounds ? { bounds: layer.bounds } : {}) });
        // Areas below lines below points, whatever layer they are of.
        for (const part of parts) for (const layer of layers) map.addLayer(styles(layer, days).find((style) => style.id === `${layer.kind}/${part}`));
    };

    // What others change is on the map at once: the tiles are asked for again, and most answer that they are the same.
    const follow = ({ map, layers }) => {
        let waiting = 0;
        document.body.addEventListener("shanhe:record", (event) => {
            const kind = event.detail?.record?.split("/")[0];
            if (kind && !map.getSource(kind)) return;
            clearTimeout(waiting);
            waiting = setTimeout(() => {
                for (const layer of layers) if (!kind || layer.kind === kind) map.getSource(layer.kind).setTiles(tiles(layer));
            }, 300);
        });
    };

    // What the address of the page says beside its layers, and what a sheet of paper is told: where to look, colours, days, what was drawn.
    const stated = new URLSearchParams(location.search);
    const numbers = (name, count) => {
        const list = (stated.get(name) ?? "").split(",").map(Number);
        return list.length === count && list.every(Number.isFinite) ? list : null;
    };

    const draw = async (box, words) => {
        const isWhole = box.classList.contains("whole"), isSheet = box.classList.contains("on-paper");
        const data = await ask(box.dataset.map);
        const around = [...data.layers, ...data.ground].map((layer) => layer.bounds).filter(Boolean).reduce((all, one) => all ? union(all, one) : one, null);
        for (const layer of data.layers) layer.by = stated.get(`by.${layer.kind}`) ?? firstChoice(layer);
        const days = numbers("days", 2);
        const bounds = isSheet && numbers("view", 4);
        const map = new window.maplibregl.Map({
            container: box, attributionControl: false, bounds: bounds || (data.focus?.bounds ?? around ?? [73, 18, 135, 54]), fitBoundsOptions: { padding: bounds ? 0 : 40, maxZoom: bounds ? 19 : 14 }, maxZoom: 19,
            style: { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": isSheet ? "#fff" : look("--sunken") || "#f4f1ea" } }] },
            fadeDuration: 0, dragRotate: false, pitchWithRotate: false, cooperativeGestures: !isWhole && !isSheet, locale: { "CooperativeGesturesHandler.WindowsHelpText": "Ctrl + ↕", "CooperativeGesturesHandler.MacHelpText": "⌘ + ↕", "CooperativeGesturesHandler.MobileHelpText": "👆👆" },
            // What is printed is what the canvas keeps.
            ...(isSheet ? { pixelRatio: 2, canvasContextAttributes: { preserveDrawingBuffer: true } } : {}),
        });
        box.map = map;
        const view = { box, map, words, layers: data.layers, days: days && { from: days[0], to: days[1] }, popup: new window.maplibregl.Popup({ maxWidth: "280px", focusAfterOpen: false }) };
        if (!isSheet) map.addControl(new window.maplibregl.NavigationControl({ showCompass: false }), "top-right");
        map.addControl(new window.maplibregl.ScaleControl({ maxWidth: 110 }), "bottom-left");
        map.on("styleimagemissing", (event) => picture(map, event.id));
        await map.once("load");
        shared.ground(map, data.ground);
        addGrid(map);
        addLayers(view);
        answerClicks(view);
        follow(view);
        if (data.focus && isWhole) show(view, data.focus);
        if (data.focus) new window.maplibregl.Marker({ color: look("--accent") || "#b5352b" }).setLngLat(middle(data.focus.bounds)).addTo(map);
        if (isWhole) shared.page(view);
        if (isSheet) shared.sheet(view, stated);
        if (box.dataset.field) shared.pick(view);
        map.once("idle", () => { box.dataset.ready = ""; });
    };

    Object.assign(shared, { ask, element, draw, show, clickable, colour });
})();
