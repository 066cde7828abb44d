// How the map looks: colours, the grid of longitudes and latitudes, words, the signs of layers.
// Words on the map are drawn by the browser's own fonts, as images, so no glyphs are fetched.
(() => {
    "use strict";

    const look = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const colour = (number) => look(`--chart-${number % 9 + 1}`) || "#2f6f9f";

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

    // ---- classes ----
    // What is ranked has the colours that warnings and zones have everywhere.
    const ranks = { blue: "#2b6cb0", yellow: "#c99700", orange: "#dd6b20", red: "#c53030", low: "#38a169", moderate: "#c99700", high: "#dd6b20", veryHigh: "#c53030" };
    const isRanked = (choice) => Object.keys(choice.options).every((code) => ranks[code]);
    /// The field by whose values a layer is coloured at first: a ranked one, where it has one.
    const firstChoice = (layer) => layer.choices.find(isRanked)?.name ?? "";
    /// The values of the field by which a layer is coloured, with their colours; nothing where it has one colour.
    const classes = (layer) => {
        const choice = layer.choices.find((choice) => choice.name === layer.by);
        const colours = choice && isRanked(choice) ? (code) => ranks[code] : (code, place) => colour(place);
        return choice ? Object.entries(choice.options).map(([code, label], place) => ({ code, label, ink: colours(code, place) })) : [];
    };
    const ink = (layer) => {
        const list = classes(layer);
        return list.length ? ["match", ["to-string", ["get", layer.by]], ...list.flatMap((one) => [one.code, one.ink]), colour(layer.number)] : colour(layer.number);
    };

    // ---- layers ----
    const parts = ["area", "edge", "line", "point", "many", "count", "name"];
    const isOne = ["!", ["has", "count"]];
    /// The signs of a layer; of one whose records have days, those from `days.from` to `days.to`, where days are chosen.
    const styles = (layer, days) => {
        const base = { source: layer.kind, "source-layer": layer.kind };
        const when = ["to-number", ["get", "@day"], -1e9];
        const then = layer.when && days ? [[">=", when, days.from], ["<=", when, days.to]] : [];
        const of = (form, more) => ["all", ["==", ["geometry-type"], form], isOne, ...then, ...(more ?? [])];
        const hollow = ["boolean", ["get", "simulated"], false];
        return [
            { ...base, id: `${layer.kind}/area`, type: "fill", filter: of("Polygon"), paint: { "fill-color": ink(layer), "fill-opacity": ["case", hollow, .08, .28] } },
            { ...base, id: `${layer.kind}/edge`, type: "line", filter: of("Polygon"), paint: { "line-color": ink(layer), "line-width": 1.4 } },
            { ...base, id: `${layer.kind}/line`, type: "line", filter: of("LineString"), paint: { "line-color": ink(layer), "line-width": 2.6, "line-opacity": ["case", hollow, .55, .95] }, layout: { "line-cap": "round", "line-join": "round" } },
            {
                ...base, id: `${layer.kind}/point`, type: "circle", filter: of("Point"),
                paint: {
                    "circle-radius": ["interpolate", ["linear"], ["zoom"], 8, 4, 14, 6.5], "circle-color": ["case", hollow, look("--surface") || "#fff", ink(layer)],
                    "circle-stroke-color": ["case", hollow, ink(layer), look("--surface") || "#fff"], "circle-stroke-width": ["case", hollow, 2, 1.2],
                },
            },
            {
                ...base, id: `${layer.kind}/many`, type: "circle", filter: ["has", "count"],
                paint: { "circle-color": colour(layer.number), "circle-opacity": then.length ? .3 : .82, "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "count"]], 1, 9, 10, 14, 60, 24] },
            },
            { ...base, id: `${layer.kind}/count`, type: "symbol", filter: ["has", "count"], layout: { "icon-image": ["concat", "count:", ["to-string", ["get", "count"]]], "icon-allow-overlap": true } },
            {
                ...base, id: `${layer.kind}/name`, type: "symbol", minzoom: 11, filter: of("Point", [["has", "title"]]),
                layout: { "icon-image": ["concat", "name:", ["get", "title"]], "icon-anchor": "top", "icon-offset": [0, 7] },
            },
        ];
    };
    /// After its colours or the days have changed.
    const restyle = (map, layer, days) => {
        for (const style of styles(layer, days)) {
            map.setFilter(style.id, style.filter);
            for (const [name, value] of Object.entries(style.paint ?? {})) map.setPaintProperty(style.id, name, value);
        }
    };

    window.shanhe.map = { look, colour, grid, picture, firstChoice, classes, parts, styles, restyle };
})();
