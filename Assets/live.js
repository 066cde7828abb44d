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
        // Someone who is typing is not interrupted.
        const show = (watched) => { if (watched && !watched.querySelector("details.move[open]")) location.reload(); };
        // What happens by the thousand loads a page again, but not all the time.
        const isSoon = () => {
            if (Date.now() - Number(sessionStorage.getItem("reloaded") ?? 0) < 5000) return true;
            sessionStorage.setItem("reloaded", String(Date.now()));
            return false;
        };
        // The data is "kind/id", or "kind/" where many of a kind changed at once.
        source.addEventListener("record", (event) => {
            const isMany = event.data.endsWith("/");
            const watched = document.querySelector(`[data-watch${isMany ? "^" : ""}="${CSS.escape(event.data)}"]`);
            if (watched && !(isMany && isSoon())) show(watched);
            window.htmx?.trigger(document.body, "shanhe:record", { record: event.data });
        });
        // Too much happened at once to be told one by one: whatever is open is fetched again.
        source.addEventListener("reload", () => {
            if (isSoon()) return;
            show(document.querySelector("[data-watch]"));
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
