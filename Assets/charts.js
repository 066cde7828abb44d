// Charts from data attributes. ECharts (1 MB) is loaded only on pages that have a chart; without it the table below stays.
(() => {
    "use strict";
    const drawn = new Map();

    const colours = () => {
        const style = getComputedStyle(document.documentElement);
        const get = (name) => style.getPropertyValue(name).trim();
        return { ink: get("--ink"), soft: get("--ink-soft"), line: get("--line"), surface: get("--surface"), good: get("--good"), warn: get("--chart-2"), bad: get("--bad"), info: get("--info"), list: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => get(`--chart-${n}`)), font: get("--font") };
    };

    // Drawn on a canvas, tooltips too: nothing writes styles into the page, as its policy asks.
    const options = (data, width) => {
        const look = colours();
        const text = { color: look.soft, fontFamily: look.font, fontSize: 12 };
        const number = (value) => value === null || value === undefined ? "—" : Number(value).toLocaleString("en-US") + (data.unit ? " " + data.unit : "");
        const common = {
            color: look.list, textStyle: { fontFamily: look.font }, animationDuration: 250, aria: { enabled: true },
            tooltip: { renderMode: "richText", backgroundColor: look.surface, borderColor: look.line, textStyle: { ...text, color: look.ink }, valueFormatter: number, confine: true },
        };
        const tones = { good: look.good, warning: look.warn, bad: look.bad, done: look.info, missing: look.soft };
        const shown = (value) => value === null || value === undefined ? "—" : Number(value).toLocaleString("en-US");
        if (data.shape === "pie") {
            return {
                ...common,
                tooltip: { ...common.tooltip, trigger: "item" },
                legend: { orient: "vertical", left: "60%", top: "middle", textStyle: text, icon: "circle", itemWidth: 9, type: "scroll" },
                series: [{
                    type: "pie", radius: ["48%", "76%"], center: ["36%", "50%"], label: { show: false }, itemStyle: { borderColor: look.surface, borderWidth: 2 },
                    data: data.labels.map((name, index) => ({ name, value: data.series[0]?.values[index] ?? 0 })),
                }],
            };
        }
        const lying = data.shape === "horizontalBars";
        const stacked = data.shape === "stackedBars";
        const several = data.series.length > 1;
        const names = {
            type: "category", data: data.labels, axisLabel: { ...text, width: lying ? Math.min(168, width * 0.34) : Math.max(30, width / data.labels.length - 6), overflow: lying ? "truncate" : "break", interval: lying ? 0 : "auto", hideOverlap: true },
            axisLine: { lineStyle: { color: look.line } }, axisTick: { show: false }, inverse: lying,
        };
        const amounts = { type: "value", axisLabel: text, splitLine: { lineStyle: { color: look.line } }, splitNumber: 4 };
        // Beside tones, what is calm takes a colour that is none of theirs.
        const calm = data.series.some((entry) => tones[entry.tone]) ? [look.list[2], look.list[5], look.list[8], look.list[6]] : look.list;
        const label = { show: !several && data.labels.length <= 12, position: lying ? "right" : "top", formatter: (item) => shown(item.value), ...text };
        const series = data.series.map((entry, index) => {
            const colour = tones[entry.tone];
            const common = { name: entry.name, data: entry.values, color: colour ?? calm[index % calm.length] };
            if (data.shape === "lines") {
                return { ...common, type: "line", symbolSize: entry.dashed ? 0 : 6, showSymbol: !entry.dashed, connectNulls: true, lineStyle: { width: entry.dashed ? 1.5 : 2, type: entry.dashed ? "dashed" : "solid" }, ...(several ? {} : { areaStyle: { opacity: 0.08 } }) };
            }
            const round = stacked ? 0 : lying ? [0, 3, 3, 0] : [3, 3, 0, 0];
            const hollow = entry.dashed ? { color: "transparent", borderColor: colour ?? calm[index % calm.length], borderType: "dashed", borderWidth: 1.2 } : {};
            return { ...common, type: "bar", stack: stacked ? "all" : undefined, barMaxWidth: 26, barGap: "12%", itemStyle: { borderRadius: round, ...hollow }, label };
        });
        const legend = several ? { legend: { top: 0, left: 0, textStyle: text, itemWidth: 14, itemHeight: 9, type: "scroll" } } : {};
        return {
            ...common, ...legend,
            tooltip: { ...common.tooltip, trigger: "axis", axisPointer: { type: data.shape === "lines" ? "line" : "shadow" } },
            grid: { left: 4, right: lying ? 44 : 12, top: several ? 34 : lying ? 4 : 18, bottom: 2, containLabel: true },
            xAxis: lying ? amounts : names, yAxis: lying ? names : amounts, series,
        };
    };

    const draw = (box) => {
        const data = JSON.parse(box.dataset.chart);
        drawn.get(box)?.dispose();
        const chart = window.echarts.init(box, null, { renderer: "canvas", devicePixelRatio: box.closest("[data-paper]") ? 3 : undefined });
        chart.setOption(options(data, box.clientWidth));
        chart.on("click", (event) => { const link = data.links[event.dataIndex]; if (link) location.assign(link); });
        drawn.set(box, chart);
        box.dataset.drawn = "";
    };
    let loading;
    const load = () => loading ??= new Promise((resolve, reject) => {
        if (window.echarts) return resolve();
        const script = document.createElement("script");
        script.src = document.body.dataset.echarts;
        script.onload = resolve;
        script.onerror = reject;
        document.head.append(script);
    });
    const all = async (scope) => {
        const boxes = [...scope.querySelectorAll("[data-chart]")].filter((box) => !drawn.has(box));
        if (!boxes.length) return;
        try { await load(); boxes.forEach(draw); } catch {
            for (const box of boxes) { box.hidden = true; const table = box.parentElement.querySelector("details"); if (table) table.open = true; }
        }
    };

    document.addEventListener("htmx:load", (event) => {
        for (const box of [...drawn.keys()]) if (!box.isConnected) { drawn.get(box).dispose(); drawn.delete(box); }
        all(event.target.parentElement ?? document);
    });
    const redraw = () => { for (const box of drawn.keys()) draw(box); };
    document.addEventListener("shanhe:theme", redraw);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    addEventListener("resize", () => { for (const chart of drawn.values()) chart.resize(); });
    addEventListener("beforeprint", () => { for (const table of document.querySelectorAll(".chart-panel details")) table.open = true; });
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => all(document)); else all(document);
})();
