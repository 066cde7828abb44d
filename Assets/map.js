// The map: records drawn from vector tiles over a grid of longitudes and latitudes, since there is no base map without a network.
// MapLibre (900 KB) is loaded only where there is a map. Words on the map are drawn by the browser's own fonts, as images, so no glyphs are fetched.
(() => {
    "use strict";

    const colour = (number) => getComputedStyle(document.documentElement).getPropertyValue(`--chart-${number % 9 + 1}`).trim() || "#2f6f9f";
    const look = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const ask = async (address) => {
        const answer = await fetch(address, { headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        return answer.json();
    };
    let library = null;
    const load = (box) => library ??= new Promise((done, fail) => {
        const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: box.dataset.look });
        const script = Object.assign(document.createElement("script"), { src: box.dataset.library, onload: () => done(window.maplibregl), onerror: fail });
        document.head.append(style, script);
    });

    // ---- the grid ----
    const degrees = (value, signs) => {
        const whole = Math.round(Math.abs(value) * 3600);
        const [degree, minute, second] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
        return `${degree}°${minute || second ? String(minute).padStart(2, "0") + "′" : ""}${second ? String(second).padStart(2, "0") + "″" : ""}${signs[value < 0 ? 1 : 0]}`;
    };
    const grid = (map) => {
        const bounds = map.getBounds();
        const [west, east, south, north] = [bounds.getWest(), bounds.getEast(), Math.max(-85, bounds.getSouth()), Math.min(85, bounds.getNorth())];
        const step = [30, 20, 10, 5, 2, 1, 1 / 2, 1 / 3, 1 / 6, 1 / 12, 1 / 30, 1 / 60, 1 / 120, 1 / 360].find((step) => (east - west) / step >= 3) ?? 1 / 360;
        const features = [];
        const line = (coordinates, name, at, anchor) => features.push(
            { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates } },
            { type: "Feature", properties: { name: "text:" + name, anchor }, geometry: { type: "Point", coordinates: at } });
        for (let x = Math.ceil(west / step) * step; x < east; x += step) {
            line([[x, south], [x, north]], degrees((x + 540) % 360 - 180, "EW"), [x, north - (north - south) * .005], "top");
        }
        for (let y = Math.ceil(south / step) * step; y < north; y += step) line([[west, y], [east, y]], degrees(y, "NS"), [west + (east - west) * .002, y], "left");
        return { type: "FeatureCollection", features };
    };

    // ---- words as images ----
    const picture = (map, id) => {
        const [kind, ...rest] = id.split(":");
        const text = rest.join(":");
        const ratio = Math.min(3, Math.ceil(window.devicePixelRatio || 1));
        const canvas = document.createElement("canvas");
        const font = `${kind === "name" ? 500 : 400} ${12 * ratio}px ${look("--font") || "sans-serif"}`;
        let pen = canvas.getContext("2d");
        pen.font = font;
        const width = Math.ceil(pen.measureText(text).width);
        canvas.width = width + 8 * ratio;
        canvas.height = 18 * ratio;
        pen = canvas.getContext("2d");
        Object.assign(pen, { font, textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 3 * ratio });
        const [x, y] = [canvas.width / 2, canvas.height / 2];
        if (kind === "count") {
            pen.fillStyle = "#ffffff";
        } else {
            pen.strokeStyle = look("--surface") || "#fff";
            pen.strokeText(text, x, y);
            pen.fillStyle = look(kind === "name" ? "--ink" : "--ink-soft") || "#333";
        }
        pen.fillText(text, x, y);
        if (!map.hasImage(id)) map.addImage(id, pen.getImageData(0, 0, canvas.width, canvas.height), { pixelRatio: ratio });
    };

    // ---- layers ----
    const isOne = ["!", ["has", "count"]];
    // A choice called level has the colours that warnings and zones have everywhere; else a layer has one of its own.
    const levels = { blue: "#2b6cb0", yellow: "#c99700", orange: "#dd6b20", red: "#c53030", low: "#38a169", moderate: "#c99700", high: "#dd6b20", veryHigh: "#c53030" };
    const styles = (layer) => {
        const ink = ["match", ["to-string", ["get", "level"]], ...Object.entries(levels).flat(), colour(layer.number)];
        const base = { source: layer.kind, "source-layer": layer.kind };
        const of = (form, more) => ["all", ["==", ["geometry-type"], form], isOne, ...(more ?? [])];
        const hollow = ["boolean", ["get", "simulated"], false];
        return [
            { ...base, id: `${layer.kind}/area`, type: "fill", filter: of("Polygon"), paint: { "fill-color": ink, "fill-opacity": ["case", hollow, .08, .28] } },
            { ...base, id: `${layer.kind}/edge`, type: "line", filter: of("Polygon"), paint: { "line-color": ink, "line-width": 1.4 } },
            { ...base, id: `${layer.kind}/line`, type: "line", filter: of("LineString"), paint: { "line-color": ink, "line-width": 2.6, "line-opacity": ["case", hollow, .55, .95] }, layout: { "line-cap": "round", "line-join": "round" } },
            {
                ...base, id: `${layer.kind}/point`, type: "circle", filter: of("Point"),
                paint: {
                    "circle-radius": ["interpolate", ["linear"], ["zoom"], 8, 4, 14, 6.5], "circle-color": ["case", hollow, look("--surface") || "#fff", ink],
                    "circle-stroke-color": ["case", hollow, ink, look("--surface") || "#fff"], "circle-stroke-width": ["case", hollow, 2, 1.2],
                },
            },
            {
                ...base, id: `${layer.kind}/many`, type: "circle", filter: ["has", "count"],
                paint: { "circle-color": ink, "circle-opacity": .82, "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "count"]], 1, 9, 10, 14, 60, 24] },
            },
            { ...base, id: `${layer.kind}/count`, type: "symbol", filter: ["has", "count"], layout: { "icon-image": ["concat", "count:", ["to-string", ["get", "count"]]], "icon-allow-overlap": true } },
            {
                ...base, id: `${layer.kind}/name`, type: "symbol", minzoom: 11, filter: of("Point", [["has", "title"]]),
                layout: { "icon-image": ["concat", "name:", ["get", "title"]], "icon-anchor": "top", "icon-offset": [0, 7] },
            },
        ];
    };
    // ---- the base map: below everything else, quiet, and nothing to click ----
    const ground = (map, layers) => {
        const theme = document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"), dark = theme === "dark";
        const inks = {
            groundBoundary: dark ? "#8a8272" : "#a79b86", groundWater: dark ? "#2c4a5c" : "#c4dbe6", groundRiver: dark ? "#3c647c" : "#9cc3d5",
            groundRoad: dark ? "#66605a" : "#cfc3ae", groundSettlement: dark ? "#9a9184" : "#8b8272",
        };
        const parts = {
            area: (base, ink, kind) => kind === "groundBoundary"
                ? [{ ...base, id: `${kind}/edge`, type: "line", paint: { "line-color": ink, "line-width": 1.6, "line-dasharray": [5, 2, 1, 2] } }]
                : [{ ...base, id: `${kind}/area`, type: "fill", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": ink } }],
            line: (base, ink, kind) => [{
                ...base, id: `${kind}/line`, type: "line", layout: { "line-cap": "round", "line-join": "round" },
                paint: { "line-color": ink, "line-width": ["interpolate", ["linear"], ["zoom"], 8, .8, 15, 3.5] },
            }],
            point: (base, ink, kind) => [
                { ...base, id: `${kind}/point`, type: "circle", minzoom: 9, filter: isOne, paint: { "circle-radius": 2.4, "circle-color": ink } },
                {
                    ...base, id: `${kind}/name`, type: "symbol", minzoom: 10, filter: ["all", isOne, ["has", "title"]],
                    layout: { "icon-image": ["concat", "text:", ["get", "title"]], "icon-anchor": "top", "icon-offset": [0, 4] },
                },
            ],
        };
        for (const layer of layers) {
            map.addSource(layer.kind, { type: "vector", tiles: [location.origin + layer.tiles], maxzoom: 16, ...(layer.bounds ? { bounds: layer.bounds } : {}) });
            const base = { source: layer.kind, "source-layer": layer.kind };
            for (const style of parts[layer.shape](base, inks[layer.kind] ?? "#999999", layer.kind)) map.addLayer(style);
        }
    };
    const touched = ["area", "line", "point", "many"];

    const element = (name, text, more) => Object.assign(document.createElement(name), { textContent: text, ...more });
    const card = (layer, properties, words) => {
        const box = element("article", "");
        box.append(element("strong", properties.title || layer.label));
        const facts = layer.choices.filter((choice) => properties[choice.name]).map((choice) => `${choice.label}：${choice.options[properties[choice.name]] ?? properties[choice.name]}`);
        box.append(element("p", [layer.label, ...facts].join(" · ")));
        if (properties.simulated) box.append(element("p", words.simulated, { className: "made-up" }));
        box.append(element("a", words.open, { href: `${layer.records}/${properties.id}` }));
        return box;
    };

    const draw = async (box) => {
        const words = JSON.parse(box.dataset.words);
        const [maplibre, data] = await Promise.all([load(box), ask(box.dataset.map)]);
        const around = [...data.layers, ...data.ground].map((layer) => layer.bounds).filter(Boolean)
            .reduce((all, one) => all ? [Math.min(all[0], one[0]), Math.min(all[1], one[1]), Math.max(all[2], one[2]), Math.max(all[3], one[3])] : one, null);
        const map = new maplibre.Map({
            container: box, attributionControl: false, bounds: data.focus?.bounds ?? around ?? [73, 18, 135, 54], fitBoundsOptions: { padding: 40, maxZoom: 14 }, maxZoom: 19,
            style: { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": look("--sunken") || "#f4f1ea" } }] },
            dragRotate: false, pitchWithRotate: false, cooperativeGestures: !box.classList.contains("whole"), locale: { "CooperativeGesturesHandler.WindowsHelpText": "Ctrl + ↕", "CooperativeGesturesHandler.MacHelpText": "⌘ + ↕", "CooperativeGesturesHandler.MobileHelpText": "👆👆" },
        });
        box.map = map;
        map.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-right");
        map.addControl(new maplibre.ScaleControl({ maxWidth: 110 }), "bottom-left");
        map.on("styleimagemissing", (event) => picture(map, event.id));
        await map.once("load");

        ground(map, data.ground);
        map.addSource("grid", { type: "geojson", data: grid(map) });
        map.addLayer({ id: "grid", type: "line", source: "grid", filter: ["==", ["geometry-type"], "LineString"], paint: { "line-color": look("--line-strong") || "#ccc", "line-width": .7, "line-dasharray": [4, 4] } });
        map.addLayer({ id: "degrees", type: "symbol", source: "grid", filter: ["==", ["geometry-type"], "Point"], layout: { "icon-image": ["get", "name"], "icon-anchor": ["get", "anchor"], "icon-allow-overlap": true } });
        map.on("moveend", () => map.getSource("grid").setData(grid(map)));
        for (const layer of data.layers) {
            map.addSource(layer.kind, { type: "vector", tiles: [location.origin + layer.tiles], maxzoom: 16, ...(layer.bounds ? { bounds: layer.bounds } : {}) });
        }
        // Areas below lines below points, whatever layer they are of.
        for (const part of ["area", "edge", "line", "point", "many", "count", "name"]) {
            for (const layer of data.layers) map.addLayer(styles(layer).find((style) => style.id === `${layer.kind}/${part}`));
        }
        const popup = new maplibre.Popup({ maxWidth: "280px", focusAfterOpen: false });
        const clickable = () => data.layers.flatMap((layer) => touched.map((part) => `${layer.kind}/${part}`));
        let measuring = null;
        map.on("click", (event) => {
            if (measuring) return measuring(event.lngLat);
            const { x, y } = event.point;
            const found = map.queryRenderedFeatures([[x - 5, y - 5], [x + 5, y + 5]], { layers: clickable() });
            if (!found.length) return;
            const many = found.find((feature) => feature.properties.count);
            if (many && !found.some((feature) => feature.properties.id)) {
                return map.easeTo({ center: many.geometry.coordinates, zoom: map.getZoom() + 2 });
            }
            const seen = new Set();
            const content = element("div", "", { className: "on-the-map" });
            for (const feature of found) {
                if (!feature.properties.id || seen.has(feature.properties.id) || seen.size >= 6) continue;
                seen.add(feature.properties.id);
                content.append(card(data.layers.find((layer) => layer.kind === feature.source), feature.properties, words));
            }
            popup.setLngLat(event.lngLat).setDOMContent(content).addTo(map);
        });
        map.on("mousemove", (event) => {
            map.getCanvas().style.cursor = measuring ? "crosshair" : map.queryRenderedFeatures(event.point, { layers: clickable() }).length ? "pointer" : "";
        });
        const show = (place) => {
            box.scrollIntoView({ block: "nearest" });
            map.fitBounds(place.bounds, { padding: 60, maxZoom: 15, duration: 400 });
            const content = element("div", "", { className: "on-the-map" });
            const layer = { label: place.label, choices: [], records: place.address.slice(0, place.address.lastIndexOf("/")) };
            content.append(card(layer, { id: place.id, title: place.title, simulated: place.isSimulated }, words));
            popup.setLngLat([(place.bounds[0] + place.bounds[2]) / 2, (place.bounds[1] + place.bounds[3]) / 2]).setDOMContent(content).addTo(map);
        };
        if (data.focus && box.classList.contains("whole")) show(data.focus);
        if (data.focus) new maplibre.Marker({ color: look("--accent") || "#b5352b" }).setLngLat([(data.focus.bounds[0] + data.focus.bounds[2]) / 2, (data.focus.bounds[1] + data.focus.bounds[3]) / 2]).addTo(map);

        // What others change is on the map at once: the tiles are asked for again, and most answer that they are the same.
        let waiting = 0;
        document.body.addEventListener("shanhe:record", (event) => {
            const kind = event.detail?.record?.split("/")[0];
            if (kind && !map.getSource(kind)) return;
            clearTimeout(waiting);
            waiting = setTimeout(() => {
                for (const layer of data.layers) if (!kind || layer.kind === kind) map.getSource(layer.kind).setTiles([location.origin + layer.tiles]);
            }, 300);
        });
        if (box.classList.contains("whole")) {
            tools(map, data, words, show, (measure) => {
                measuring = measure;
                popup.remove();
            });
        }
        map.once("idle", () => { box.dataset.ready = ""; });
    };

    // ---- the panel of the page ----
    const tools = (map, data, words, show, measureBy) => {
        const panel = document.querySelector(".map-tools");
        if (!panel) return;
        for (const swatch of panel.querySelectorAll("[data-swatch]")) {
            const layer = data.layers.find((layer) => layer.kind === swatch.dataset.swatch);
            if (layer) swatch.style.background = colour(layer.number);
        }
        const set = (input) => {
            for (const part of ["area", "edge", "line", "point", "many", "count", "name"]) {
                const id = `${input.dataset.mapLayer}/${part}`;
                if (map.getLayer(id)) map.setLayoutProperty(id, "visibility", input.checked ? "visible" : "none");
            }
        };
        for (const input of panel.querySelectorAll("[data-map-layer]")) {
            set(input);
            input.addEventListener("change", () => set(input));
        }
        const form = panel.querySelector("[data-map-search]");
        const list = form.querySelector("ol");
        form.addEventListener("submit", async (event) => {
            event.preventDefault();
            const { found } = await ask(`${form.dataset.mapSearch}?q=${encodeURIComponent(form.elements.q.value)}`);
            list.replaceChildren(...found.map((place) => {
                const button = element("button", place.title, { type: "button" });
                button.append(element("small", place.label));
                button.addEventListener("click", () => show(place));
                const item = element("li", "");
                item.append(button);
                return item;
            }));
            if (!found.length) list.append(element("li", words.nothing));
        });

        const measure = panel.querySelector("[data-map-measure]");
        const [button, output] = [measure.querySelector("button"), measure.querySelector("output")];
        const shape = (points) => ({ type: "Feature", properties: {}, geometry: points.length > 1 ? { type: "LineString", coordinates: points } : { type: "MultiPoint", coordinates: points } });
        map.addSource("measure", { type: "geojson", data: shape([]) });
        map.addLayer({ id: "measure", type: "line", source: "measure", paint: { "line-color": look("--accent") || "#b5352b", "line-width": 2 } });
        map.addLayer({ id: "measured", type: "circle", source: "measure", paint: { "circle-color": look("--accent") || "#b5352b", "circle-radius": 4 } });
        const length = (metres) => metres < 2000 ? `${metres.toFixed(1)} m` : `${(metres / 1000).toFixed(3)} km`;
        const area = (square) => square < 1e6 ? `${square.toLocaleString("en-US")} m²` : `${(square / 1e6).toFixed(3)} km²`;
        button.addEventListener("click", () => {
            const isOn = button.getAttribute("aria-pressed") !== "true";
            button.setAttribute("aria-pressed", String(isOn));
            output.textContent = isOn ? words.measureHint : "";
            if (isOn) map.getContainer().scrollIntoView({ block: "nearest" });
            const points = [];
            map.getSource("measure").setData(shape(points));
            measureBy(isOn ? async (place) => {
                points.push([Number(place.lng.toFixed(7)), Number(place.lat.toFixed(7))]);
                map.getSource("measure").setData(shape(points));
                if (points.length < 2) return;
                const said = await ask(`${measure.dataset.mapMeasure}?at=${points.map((point) => point.join("%20")).join(",")}`);
                output.textContent = `${words.length} ${length(said.metres)}` + (said.squareMetres ? ` · ${words.area} ${area(said.squareMetres)}` : "");
            } : null);
        });
    };

    for (const box of document.querySelectorAll("[data-map]")) {
        draw(box).catch((error) => {
            console.error(error);
            box.textContent = JSON.parse(box.dataset.words).failed;
            box.dataset.failed = "";
        });
    }
})();
