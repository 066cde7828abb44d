// Live updates by EventSource, and moving cards on a board by dragging or by their menus.
(() => {
    "use strict";

    // ---- live updates: the server names what changed, htmx fetches it ----
    const listen = () => {
        const address = document.body.dataset.events;
        if (!address || !window.EventSource || !document.querySelector(".top")) return;
        const source = new EventSource(address);
        source.addEventListener("inbox", (event) => {
            for (const badge of document.querySelectorAll("[data-live=inbox]")) badge.textContent = event.data;
            window.htmx?.trigger(document.body, "shanhe:inbox");
        });
        source.addEventListener("record", (event) => {
            const watched = document.querySelector(`[data-watch="${CSS.escape(event.data)}"]`);
            // Someone who is typing is not interrupted.
            if (watched && !watched.querySelector("details.move[open]")) location.reload();
            window.htmx?.trigger(document.body, "shanhe:record", { record: event.data });
        });
        // Too much happened at once to be told one by one: whatever is open is fetched again, but not all the time.
        source.addEventListener("reload", () => {
            if (Date.now() - Number(sessionStorage.getItem("reloaded") ?? 0) < 5000) return;
            sessionStorage.setItem("reloaded", String(Date.now()));
            const watched = document.querySelector("[data-watch]");
            if (watched && !watched.querySelector("details.move[open]")) location.reload();
            for (const name of ["inbox", "record", "job"]) window.htmx?.trigger(document.body, `shanhe:${name}`);
        });
        source.addEventListener("job", () => window.htmx?.trigger(document.body, "shanhe:job"));
        addEventListener("pagehide", () => source.close());
    };

    // ---- the board ----
    const move = (card, step) => {
        const values = {
            token: JSON.parse(document.body.getAttribute("hx-headers"))["X-Form-Token"], step, version: card.dataset.version, remark: "", request: window.shanhe.newID(),
        };
        return window.htmx.ajax("POST", card.dataset.address, { target: "#board", swap: "innerHTML", values });
    };
    let dragged = null;
    document.addEventListener("dragstart", (event) => {
        dragged = event.target.closest?.("li.tile[draggable=true]");
        if (!dragged) return;
        dragged.dataset.dragged = "";
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", dragged.dataset.id);
    });
    const stepInto = (lane) => dragged && lane ? JSON.parse(dragged.dataset.steps)[lane.dataset.state] : undefined;
    document.addEventListener("dragover", (event) => {
        const lane = event.target.closest?.(".lane");
        for (const other of document.querySelectorAll(".lane[data-over]")) if (other !== lane) delete other.dataset.over;
        if (stepInto(lane)) { event.preventDefault(); lane.dataset.over = ""; }
    });
    document.addEventListener("drop", (event) => {
        const lane = event.target.closest?.(".lane");
        const step = stepInto(lane);
        if (!step) return;
        event.preventDefault();
        move(dragged, step);
    });
    document.addEventListener("dragend", () => {
        if (dragged) delete dragged.dataset.dragged;
        for (const lane of document.querySelectorAll(".lane[data-over]")) delete lane.dataset.over;
        dragged = null;
    });
    document.addEventListener("click", (event) => {
        const button = event.target.closest?.("li.tile [data-step]");
        if (button) move(button.closest("li.tile"), button.dataset.step);
    });

    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", listen); else listen();
})();
