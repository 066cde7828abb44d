// Time: layers whose records have days show those of the chosen days; it can be played.
(() => {
    "use strict";

    const { restyle } = window.shanhe.map;
    // As the server counts days: from 1970-01-01.
    const text = (day) => new Date(day * 86400000).toISOString().slice(0, 10);

    window.shanhe.map.dayText = text;
    window.shanhe.map.time = (view, form) => {
        const dated = view.layers.filter((layer) => layer.when);
        if (!dated.length) return;
        const { span, day } = form.elements;
        const [play, output, hint] = [form.querySelector("button"), form.querySelector("output"), form.querySelector(".hint")];
        const [first, last] = [Math.min(...dated.map((layer) => layer.when.from)), Math.max(...dated.map((layer) => layer.when.to))];
        Object.assign(day, { min: first, max: last, step: 1, value: last });
        const about = dated.map((layer) => `${layer.label}：${layer.when.label}`).join("；");
        form.hidden = false;

        const set = () => {
            const to = Number(day.value);
            const from = span.value === "all" ? first : to - Number(span.value) + 1;
            view.days = span.value ? { from, to } : null;
            day.disabled = play.disabled = !span.value;
            output.textContent = !view.days ? "" : from === to ? text(to) : `${text(from)} – ${text(to)}`;
            day.setAttribute("aria-valuetext", text(to));
            hint.textContent = view.days ? `${about}。${view.words.timeMany}` : "";
            for (const layer of dated) restyle(view.map, layer, view.days);
        };

        let clock = 0;
        const stop = () => {
            clearInterval(clock);
            clock = 0;
            play.setAttribute("aria-pressed", "false");
        };
        // From the first day to the last in about 12 seconds.
        const step = () => {
            if (Number(day.value) >= last) return stop();
            day.value = Math.min(last, Number(day.value) + Math.max(1, Math.round((last - first) / 60)));
            set();
        };
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            if (clock) return stop();
            if (Number(day.value) >= last) day.value = first;
            set();
            play.setAttribute("aria-pressed", "true");
            clock = setInterval(step, 200);
        });
        day.addEventListener("input", () => { stop(); set(); });
        span.addEventListener("change", () => { stop(); set(); });
    };
})();
