// The legend: what is in view, by layer and by the values of the field that colours it, counted; which field that is can be chosen.
(() => {
    "use strict";

    const shared = window.shanhe.map;
    const { colour, classes, restyle, element, clickable } = shared;

    /// How many records of each layer are in view, by value; what is drawn as one circle for many counts as many.
    const counted = ({ map, layers }) => {
        const counts = new Map(layers.map((layer) => [layer.kind, { all: 0, many: 0, simulated: 0, by: new Map() }]));
        const seen = new Set();
        for (const { source, properties } of map.queryRenderedFeatures({ layers: clickable(map, layers) })) {
            const count = counts.get(source);
            const id = properties.id ?? `${source}:${JSON.stringify(properties)}`;
            if (!count || seen.has(id)) continue;
            seen.add(id);
            if (properties.count) { count.many += properties.count; continue; }
            count.all += 1;
            if (properties.simulated) count.simulated += 1;
            const value = properties[layers.find((layer) => layer.kind === source).by] ?? "";
            count.by.set(value, (count.by.get(value) ?? 0) + 1);
        }
        return counts;
    };

    const sign = (shape, ink, isHollow) => {
        const swatch = element("i", "", { className: `swatch ${shape}` });
        swatch.style.borderColor = ink;
        if (!isHollow) swatch.style.background = ink;
        swatch.setAttribute("aria-hidden", "true");
        return swatch;
    };
    const row = (shape, ink, isHollow, label, count) => {
        const item = element("li", "");
        item.append(sign(shape, ink, isHollow), element("span", label), element("small", count.toLocaleString("en-US")));
        return item;
    };

    /// One by which a layer is coloured: a field, or none.
    const chooser = (view, layer) => {
        const select = element("select", "");
        select.setAttribute("aria-label", `${view.words.by}：${layer.label}`);
        select.append(...[{ name: "", label: view.words.plain }, ...layer.choices].map((choice) => element("option", choice.label, { value: choice.name, selected: choice.name === layer.by })));
        select.addEventListener("change", () => {
            layer.by = select.value;
            restyle(view.map, layer, view.days);
        });
        return select;
    };

    /// A layer of one colour is one row; one of several has its name above them. What is not in view has none.
    const entry = (view, layer, count, isFixed) => {
        const box = element("section", ""), signs = element("ul", "");
        const isHollow = count.simulated > 0 && count.simulated === count.all;
        const list = classes(layer), own = colour(layer.number);
        const known = list.filter((one) => count.by.has(one.code)).map((one) => row(layer.shape, one.ink, isHollow, one.label, count.by.get(one.code)));
        const rest = count.all - list.reduce((sum, one) => sum + (count.by.get(one.code) ?? 0), 0);
        signs.append(...known);
        if (rest > 0) signs.append(row(layer.shape, own, isHollow, list.length ? "—" : layer.label, rest));
        if (count.many) signs.append(row("point", own, false, list.length || rest ? view.words.many : `${layer.label} · ${view.words.many}`, count.many));
        const choice = layer.choices.length && !isFixed ? [chooser(view, layer)] : [];
        if (list.length) {
            const head = element("h3", layer.label);
            head.append(...choice);
            box.append(head);
        } else {
            signs.firstChild.querySelector("span").after(...choice);
        }
        box.append(signs);
        return box;
    };

    /// - isFixed: on paper, where nothing can be chosen.
    shared.legend = (view, place, isFixed = false) => {
        let shown = "";
        const write = () => {
            const counts = counted(view);
            const entries = view.layers.filter((layer) => counts.get(layer.kind).all + counts.get(layer.kind).many > 0);
            const text = JSON.stringify(entries.map((layer) => [layer.kind, layer.by, counts.get(layer.kind), [...counts.get(layer.kind).by]]));
            if (text !== shown && !place.contains(document.activeElement?.closest?.("select:focus-visible"))) {
                shown = text;
                place.replaceChildren(...entries.map((layer) => entry(view, layer, counts.get(layer.kind), isFixed)));
                if (!entries.length) place.append(element("p", view.words.none, { className: "hint" }));
            }
            return entries.some((layer) => counts.get(layer.kind).simulated > 0);
        };
        view.map.on("idle", write);
        return write;
    };
})();
