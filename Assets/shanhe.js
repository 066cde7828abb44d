// Theme, menus, keyboard, messages, choosing rows, suggestions. Pages work without it; this makes them quick.
(() => {
    "use strict";
    const root = document.documentElement;
    root.classList.add("js");

    // ---- theme: kept in the browser, and in a cookie so that the server prints it ----
    const setTheme = (choice) => {
        if (choice === "system") delete root.dataset.theme; else root.dataset.theme = choice;
        const age = choice === "system" ? 0 : 31536000;
        document.cookie = `theme=${choice}; path=/; max-age=${age}; samesite=lax`;
        for (const button of document.querySelectorAll("[data-theme-choice]")) {
            button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
        }
        document.dispatchEvent(new Event("shanhe:theme"));
    };

    // ---- messages: one line at the bottom ----
    const say = (text, tone = "") => {
        const box = document.getElementById("messages");
        if (!box || !text) return;
        const message = document.createElement("div");
        message.className = "message";
        message.dataset.tone = tone;
        message.textContent = text;
        box.append(message);
        setTimeout(() => message.remove(), tone === "bad" ? 8000 : 4000);
    };
    window.shanhe = { say };

    const start = () => {
        // Filters are open where there is room for them.
        if (window.matchMedia("(max-width: 760px)").matches) {
            for (const details of document.querySelectorAll("[data-wide-open]")) details.open = false;
        }
        // Sections of the navigation stay as they were left.
        for (const section of document.querySelectorAll(".side .section")) {
            const key = "section:" + section.dataset.section;
            const kept = localStorage.getItem(key);
            if (kept && !section.querySelector("[aria-current]")) section.open = kept === "open";
            section.addEventListener("toggle", () => localStorage.setItem(key, section.open ? "open" : "closed"));
        }
        // What is shown once answers a form: loading the page again asks for the page and does not send the form again.
        if (document.querySelector(".made")) history.replaceState(null, "", location.href);
        const problems = document.getElementById("problems");
        if (problems) problems.focus();
    };

    // ---- clicks ----
    document.addEventListener("click", (event) => {
        const target = event.target instanceof Element ? event.target : null;
        if (!target) return;
        for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(target)) menu.open = false;
        const theme = target.closest("[data-theme-choice]");
        if (theme) { setTheme(theme.dataset.themeChoice); const menu = theme.closest("details"); if (menu) menu.open = false; }
        const dialog = target.closest("[data-dialog]");
        if (dialog) document.getElementById(dialog.dataset.dialog)?.showModal();
        if (target.closest("[data-reload]")) location.reload();
        const copying = target.closest("[data-copy]");
        if (copying) navigator.clipboard?.writeText(document.getElementById(copying.dataset.copy).textContent).then(() => say(document.body.dataset.sayCopied, "good"));
        if (target.closest("[data-print]")) window.print();
        const link = target.closest(".problems a[href^='#field-']");
        if (link) {
            const field = document.getElementById(link.getAttribute("href").slice(1));
            if (field) { event.preventDefault(); field.scrollIntoView({ block: "center" }); (field.matches("fieldset") ? field.querySelector("input") : field)?.focus(); }
        }
    });
    document.addEventListener("submit", (event) => {
        const asking = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
        if (asking && !window.confirm(asking)) { event.preventDefault(); event.stopImmediatePropagation(); }
        const here = event.target.querySelector("[data-here][name=parameters]");
        if (here) here.value = location.search.slice(1);
    }, true);

    // ---- keyboard ----
    const rows = () => [...document.querySelectorAll("[data-rows] tbody tr, [data-rows] [data-rows-item]")].filter((row) => row.offsetParent);
    const step = (by) => {
        const all = rows();
        if (!all.length) return;
        const now = all.findIndex((row) => row.dataset.here !== undefined);
        const next = all[Math.min(all.length - 1, Math.max(0, now + by))];
        for (const row of all) delete row.dataset.here;
        next.dataset.here = "";
        next.scrollIntoView({ block: "nearest" });
    };
    let first = "";
    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape") {
            for (const menu of document.querySelectorAll("details.menu[open]")) { menu.open = false; menu.querySelector("summary")?.focus(); }
            if (document.activeElement?.matches("input, textarea")) document.activeElement.blur();
            return;
        }
        if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
        if (event.target.matches("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
        const key = event.key;
        const go = (selector) => { const link = document.querySelector(selector); if (link) { event.preventDefault(); link.click(); } };
        if (first === "g") {
            first = "";
            if (key === "i") return go(".side a[href='/inbox'], .bottom a[href='/inbox']");
            if (key === "h") return go(".side a[href='/'], .brand");
        }
        switch (key) {
            case "/": { const find = document.getElementById("find"); if (find?.offsetParent) { event.preventDefault(); find.focus(); find.select(); } break; }
            case "g": first = "g"; setTimeout(() => { first = ""; }, 1000); break;
            case "j": step(1); break;
            case "k": step(-1); break;
            case "Enter": if (!event.target.closest("a, button, summary")?.checkVisibility()) go("[data-here] [data-open]"); break;
            case "?": document.getElementById("shortcuts")?.showModal(); break;
            default: if (/^[a-z]$/.test(key)) go(`[data-key="${key}"]`);
        }
    });

    // ---- choosing rows ----
    document.addEventListener("change", (event) => {
        const all = event.target.closest("[data-select-all]");
        if (all) for (const box of document.querySelectorAll("input[form=selected]")) box.checked = all.checked;
        if (!all && event.target.getAttribute("form") !== "selected") return;
        const count = document.querySelectorAll("input[form=selected]:checked").length;
        const bar = document.getElementById("selected");
        if (!bar) return;
        bar.hidden = count === 0;
        const text = bar.querySelector("[data-selected]");
        text.textContent = text.dataset.selected.replace("%", count);
    });

    // ---- suggestions: records and regions found by typing ----
    const close = (box) => {
        const list = box.querySelector(".suggestions");
        list.hidden = true;
        box.querySelector("[role=combobox]").setAttribute("aria-expanded", "false");
    };
    const pick = (option) => {
        const box = option.closest("[data-suggestion]");
        const [value, words] = box.querySelectorAll("input");
        value.value = option.dataset.value;
        words.value = option.dataset.text;
        close(box);
        value.dispatchEvent(new Event("change", { bubbles: true }));
    };
    document.addEventListener("htmx:afterSwap", (event) => {
        const list = event.target.closest?.(".suggestions");
        if (!list) return;
        const words = list.closest("[data-suggestion]").querySelector("[role=combobox]");
        list.hidden = document.activeElement !== words || !list.children.length;
        words.setAttribute("aria-expanded", String(!list.hidden));
    });
    document.addEventListener("input", (event) => {
        const box = event.target.closest?.("[data-suggestion]");
        if (box && event.target.matches("[role=combobox]")) box.querySelector("input[type=hidden]").value = "";
    });
    document.addEventListener("mousedown", (event) => {
        const option = event.target.closest?.(".suggestions [role=option]");
        if (option) { event.preventDefault(); pick(option); }
    });
    document.addEventListener("focusout", (event) => {
        const box = event.target.closest?.("[data-suggestion]");
        if (box && !box.contains(event.relatedTarget)) close(box);
    });
    document.addEventListener("keydown", (event) => {
        const box = event.target.closest?.("[data-suggestion]");
        if (!box) return;
        const options = [...box.querySelectorAll("[role=option]")];
        const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
        if (event.key === "Enter" && now >= 0 && !box.querySelector(".suggestions").hidden) { event.preventDefault(); pick(options[now]); return; }
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp" || !options.length) return;
        event.preventDefault();
        const next = (now + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
        options.forEach((option, index) => option.setAttribute("aria-selected", String(index === next)));
        options[next].scrollIntoView({ block: "nearest" });
    });

    // ---- htmx: what failed is said, in the server's words where it has any ----
    document.addEventListener("htmx:responseError", (event) => {
        const request = event.detail.xhr;
        const text = request.status === 409 || request.status === 422 || request.status === 429 ? request.responseText : "";
        const plain = new DOMParser().parseFromString(text, "text/html").body.textContent.trim();
        say(plain.length > 0 && plain.length < 300 ? plain : document.body.dataset.sayFailed, "bad");
    });
    document.addEventListener("htmx:sendError", () => say(document.body.dataset.sayOffline, "bad"));

    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();
