// Charts from data attributes. ECharts (1 MB) is loaded only on pages that have a chart; without it the table below stays.
(() => {
    "use strict";
    const drawn = new Map();

    const colours = () => {
        const style = getComputedStyle(document.documentElement);
        const get = (name) => style.getPropertyValue(name).trim();
        return { ink: get("--ink"), soft: get("--ink-soft"), line: get("--line"), surface: get("--surface"), list: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => get(`--chart-${n}`)), font: get("--font") };
    };

    // Drawn on a canvas, tooltips too: nothing writes styles into the page, as its policy asks.
    const options = (data) => {
        const look = colours();
        const text = { color: look.soft, fontFamily: look.font, fontSize: 12 };
        const number = (value) => Number(value).toLocaleString("en-US") + (data.unit ? " " + data.unit : "");
        const common = {
            color: look.list, textStyle: { fontFamily: look.font }, animationDuration: 250, aria: { enabled: true },
            tooltip: { renderMode: "richText", backgroundColor: look.surface, borderColor: look.line, textStyle: { ...text, color: look.ink }, valueFormatter: number, confine: true },
        };
        if (data.shape === "pie") {
            return {
                ...common,
                tooltip: { ...common.tooltip, trigger: "item" },
                legend: { orient: "vertical", right: 8, top: "middle", textStyle: text, icon: "circle", itemWidth: 9 },
                series: [{
                    type: "pie", radius: ["48%", "76%"], center: ["36%", "50%"], label: { show: false }, itemStyle: { borderColor: look.surface, borderWidth: 2 },
                    data: data.labels.map((name, index) => ({ name, value: data.values[index] })),
                }],
            };
        }
        const long = data.labels.length > 6 || data.labels.some((label) => label.length > 5);
        // Time goes from left to right.
        const isTime = data.labels.every((label) => /^\d{4}(-Q?\d{1,2})?$/.test(label));
        const lying = data.shape === "bars" && long && !isTime;
        const names = {
            type: "category", data: data.labels, axisLabel: { ...text, width: lying ? 108 : 72, overflow: "truncate", hideOverlap: true }, axisLine: { lineStyle: { color: look.line } },
            axisTick: { show: false }, inverse: lying,
        };
        const amounts = { type: "value", axisLabel: text, splitLine: { lineStyle: { color: look.line } }, splitNumber: 4 };
        const series = data.shape === "line"
            ? { type: "line", data: data.values, symbolSize: 6, lineStyle: { width: 2 }, areaStyle: { opacity: 0.08 } }
            : { type: "bar", data: data.values, barMaxWidth: 26, itemStyle: { borderRadius: lying ? [0, 3, 3, 0] : [3, 3, 0, 0] }, label: { show: data.labels.length <= 12, position: lying ? "right" : "top", formatter: (item) => Number(item.value).toLocaleString("en-US"), ...text } };
        return {
            ...common,
            tooltip: { ...common.tooltip, trigger: "axis", axisPointer: { type: data.shape === "line" ? "line" : "shadow" } },
            grid: { left: 4, right: lying ? 40 : 12, top: 18, bottom: 2, containLabel: true },
            xAxis: lying ? amounts : names, yAxis: lying ? names : amounts, series: [{ name: data.measure, ...series }],
        };
    };

    const draw = (box) => {
        const data = JSON.parse(box.dataset.chart);
        drawn.get(box)?.dispose();
        const chart = window.echarts.init(box, null, { renderer: "canvas" });
        chart.setOption(options(data));
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
