// Forms: drafts kept on the device, ids made without a server, sending once, places, files.
(() => {
    "use strict";
    const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    // 128 bits laid out as UUID version 7 (RFC 9562 §5.7), written in Crockford's base 32: the same as Kernel/Record/RecordID.swift.
    const newID = (now = Date.now()) => {
        const random = crypto.getRandomValues(new Uint8Array(10));
        let bits = BigInt(now) & 0xffffffffffffn;
        bits = bits << 16n | 0x7000n | BigInt((random[0] << 8 | random[1]) & 0x0fff);
        let low = 0n;
        for (const byte of random.subarray(2)) low = low << 8n | BigInt(byte);
        bits = bits << 64n | low & 0x3fffffffffffffffn | 0x8000000000000000n;
        let text = "";
        for (let place = 0; place < 26; place += 1) { text = alphabet[Number(bits & 31n)] + text; bits >>= 5n; }
        return text;
    };
    window.shanhe.newID = newID;

    // ---- drafts ----
    const kept = (form) => `draft:${document.body.dataset.user}:${form.dataset.draft}`;
    const skipped = new Set(["token", "again"]);
    const values = (form) => {
        const list = [];
        for (const [name, value] of new FormData(form)) if (typeof value === "string" && !skipped.has(name)) list.push([name, value]);
        return list;
    };
    const fill = (form, list) => {
        const byName = new Map();
        for (const [name, value] of list) byName.set(name, [...(byName.get(name) ?? []), value]);
        for (const control of form.elements) {
            if (!byName.has(control.name) || control.type === "file" || skipped.has(control.name)) continue;
            const wanted = byName.get(control.name);
            if (control.type === "radio" || control.type === "checkbox") control.checked = wanted.includes(control.value); else control.value = wanted[0];
        }
    };
    window.shanhe.fill = fill;
    const watch = (form) => {
        const key = kept(form);
        const state = form.querySelector(".draft-state");
        const notice = form.querySelector(".draft-found");
        const untouched = JSON.stringify(values(form).filter(([name]) => name !== "id" && name !== "request"));
        let draft = null;
        try { draft = JSON.parse(localStorage.getItem(key) ?? "null"); } catch { localStorage.removeItem(key); }
        // A draft of another version of the record is offered no more; one of an earlier revision of the form keeps it and is judged by it. With
        // problems on the page, what was typed is there already.
        const fits = draft && draft.version === form.dataset.version;
        if (fits && !form.querySelector("#problems") && notice) {
            notice.hidden = false;
            notice.querySelector("[data-draft-restore]").addEventListener("click", () => {
                fill(form, draft.values);
                const revision = form.elements.namedItem("revision");
                if (revision && draft.revision) revision.value = draft.revision;
                notice.hidden = true;
            });
            notice.querySelector("[data-draft-discard]").addEventListener("click", () => { localStorage.removeItem(key); notice.hidden = true; });
        }
        let timer;
        form.addEventListener("input", () => {
            clearTimeout(timer);
            timer = setTimeout(() => {
                const now = values(form);
                if (JSON.stringify(now.filter(([name]) => name !== "id" && name !== "request")) === untouched) return;
                try {
                    localStorage.setItem(key, JSON.stringify({ version: form.dataset.version, revision: form.elements.namedItem("revision")?.value ?? form.dataset.revision, at: Date.now(), values: now }));
                    if (state) state.textContent = document.body.dataset.sayDraft;
                } catch { /* The browser has no room left; the form itself is not harmed. */ }
            }, 600);
        });
        // The draft is dropped when the server has taken it: it then shows another page than this form.
        form.addEventListener("submit", () => sessionStorage.setItem("submitted", key));
    };

    const prepare = (scope) => {
        for (const form of scope.querySelectorAll("form")) {
            const id = form.elements.namedItem("id");
            if (form.dataset.draft && id instanceof HTMLInputElement && id.type === "hidden" && !id.value) id.value = newID();
            const request = form.elements.namedItem("request");
            if (request instanceof HTMLInputElement && !request.value) request.value = newID();
            if (form.dataset.draft && !form.dataset.watched) { form.dataset.watched = "1"; watch(form); }
        }
    };

    const start = () => {
        const submitted = sessionStorage.getItem("submitted");
        if (submitted) {
            sessionStorage.removeItem("submitted");
            const again = [...document.querySelectorAll("form[data-draft]")].some((form) => kept(form) === submitted && form.querySelector("#problems"));
            if (!again && !document.querySelector(".fault")) localStorage.removeItem(submitted);
        }
        prepare(document);
    };

    // ---- sending once ----
    document.addEventListener("submit", (event) => {
        const form = event.target;
        if (event.defaultPrevented || form.dataset.once === undefined) return;
        if (!navigator.onLine) { event.preventDefault(); window.shanhe.say(document.body.dataset.sayOffline, "bad"); return; }
        if (form.dataset.sent) { event.preventDefault(); return; }
        form.dataset.sent = "1";
        setTimeout(() => { delete form.dataset.sent; }, 15000);
    });
    window.addEventListener("pageshow", () => { for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent; });

    // ---- places and files ----
    document.addEventListener("click", (event) => {
        const button = event.target.closest?.("[data-position]");
        if (button) {
            const field = document.getElementById(button.dataset.position);
            const words = JSON.parse(document.body.dataset.field ?? "{}");
            const say = (metres) => {
                const shown = button.parentElement.querySelector("output") ?? button.insertAdjacentElement("afterend", document.createElement("output"));
                shown.textContent = (words.position ?? "±% m").replace("%", metres);
            };
            navigator.geolocation?.getCurrentPosition(
                (place) => {
                    field.value = `${place.coords.longitude.toFixed(6)}, ${place.coords.latitude.toFixed(6)}`;
                    const metres = Math.round(place.coords.accuracy), accuracy = field.form.elements.namedItem(field.name + ".accuracy");
                    if (accuracy) accuracy.value = String(metres);
                    say(metres);
                    field.dispatchEvent(new Event("input", { bubbles: true }));
                },
                () => window.shanhe.say(words.noPosition ?? document.body.dataset.sayFailed, "bad"),
                { enableHighAccuracy: true, timeout: 15000 });
        }
        const removal = event.target.closest?.("[data-remove-file]");
        if (removal) {
            const field = removal.closest("form").elements.namedItem(removal.dataset.removeFile);
            field.value = "";
            removal.closest(".present").remove();
        }
    });
    // How exactly the phone knew its place says nothing of one that is typed.
    document.addEventListener("input", (event) => {
        const accuracy = event.isTrusted && event.target.form?.elements.namedItem(event.target.name + ".accuracy");
        if (accuracy) { accuracy.value = ""; event.target.parentElement.querySelector("output")?.remove(); }
    });
    const named = (box) => {
        const input = box.querySelector("input[type=file]");
        box.querySelector("output").textContent = [...input.files].map((file) => file.name).join(", ");
    };
    document.addEventListener("change", (event) => { const box = event.target.closest?.("[data-drop]"); if (box) named(box); });
    for (const name of ["dragover", "dragleave", "drop"]) {
        document.addEventListener(name, (event) => {
            const box = event.target.closest?.("[data-drop]");
            if (!box) return;
            event.preventDefault();
            if (name === "dragover") box.dataset.over = ""; else delete box.dataset.over;
            if (name === "drop") { box.querySelector("input[type=file]").files = event.dataTransfer.files; named(box); }
        });
    }

    document.addEventListener("htmx:load", (event) => prepare(event.target.parentElement ?? document));
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();
