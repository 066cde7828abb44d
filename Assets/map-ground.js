// The base map of the county: boundaries, waters, roads and settlements that an administrator brought in.
(() => {
    "use strict";

    const isOne = ["!", ["has", "count"]];
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
    window.shanhe.map.ground = ground;
})();
