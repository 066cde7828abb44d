// Pages that work without signal: what is kept on the phone, forms that wait in the outbox, and what of it is to be seen. outbox.js sends.
(() => {
    "use strict";
    const outbox = window.shanheOutbox;
    const { body } = document;
    const user = body?.dataset.user ?? "";
    const isSignedIn = user !== "" && user !== "<nobody>";
    const words = body?.dataset.field ? JSON.parse(body.dataset.field) : null;
    const able = "serviceWorker" in navigator && "indexedDB" in window && "caches" in window;
    const told = (text, value) => text.replace("%", value);
    const element = (name, attributes = {}, ...children) => {
        const made = document.createElement(name);
        for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
        made.append(...children);
        return made;
    };
    const key = (address) => { const url = new URL(address, location.href); url.hash = ""; url.searchParams.delete("return"); url.searchParams.delete("missing"); return url.href; };

    // ---- what is kept: of one user at a time ----
    let isLeaving = false;
    const forget = async () => {
        await caches.delete("field");
        localStorage.removeItem("field:user");
        localStorage.removeItem("field:kept");
    };
    const keeper = able ? localStorage.getItem("field:user") : null;
    // Somebody else's pages, and those of a role that was taken back, do not stay. A page that only tells of a failure says nothing of roles.
    if (keeper && isSignedIn && (keeper !== user || !words && !document.querySelector(".fault"))) forget();
    if (!words || !able) return;

    const fits = (address, pattern) => {
        const [beginning, rest = ""] = pattern.split("*");
        return address.startsWith(beginning) && address.includes(rest, beginning.length);
    };
    const keepPages = async (here) => {
        const pages = await caches.open("field");
        const found = new Set(here.pages.map(key)), queue = [...found];
        for (let place = 0; place < queue.length && place < 200 && !isLeaving; place += 1) {
            const answer = await fetch(queue[place], { headers: { "X-Keeping": "1" }, credentials: "same-origin", cache: "no-store" });
            if (!answer.ok || answer.redirected) { if (answer.status === 404) await pages.delete(queue[place]); continue; }
            const headers = new Headers(answer.headers), text = await answer.text();
            for (const name of ["content-encoding", "content-length"]) headers.delete(name);
            await pages.put(queue[place], new Response(text, { headers }));
            for (const link of new DOMParser().parseFromString(text, "text/html").querySelectorAll("main a[href]")) {
                const address = link.getAttribute("href");
                if (!here.follows.some((pattern) => fits(address, pattern)) || found.has(key(address))) continue;
                found.add(key(address));
                queue.push(key(address));
            }
        }
        for (const request of await pages.keys()) if (!found.has(request.url)) await pages.delete(request);
    };
    const keepAssets = async (here) => {
        const assets = await caches.open("field-assets");
        const wanted = new Set(here.assets.map((address) => new URL(address, location.href).href));
        for (const address of wanted) if (!await assets.match(address)) { const answer = await fetch(address); if (answer.ok) await assets.put(address, answer); }
        for (const request of await assets.keys()) if (!wanted.has(request.url)) await assets.delete(request);
    };
    // Anew after ten minutes, when the program is another one, and after something was sent.
    const keep = async (isAnew) => {
        if (!navigator.onLine || body.dataset.kept !== undefined) return;
        const version = [...document.scripts].map((script) => script.src).join() + document.documentElement.lang;
        const last = JSON.parse(localStorage.getItem("field:kept") ?? "{}");
        if (!isAnew && last.version === version && Date.now() - last.at < 600000) return;
        const here = await outbox.state();
        if (!here || here.user !== user) return;
        localStorage.setItem("field:user", user);
        // What breaks off half-way is done anew: in another language, half of the pages would be in the one before.
        localStorage.removeItem("field:kept");
        await keepPages(here);
        await keepAssets(here);
        if (isLeaving) return forget();
        localStorage.setItem("field:kept", JSON.stringify({ version, at: Date.now() }));
        body.dataset.keptAll = "";
        drawKept();
    };

    // ---- what is to be seen on every page ----
    const mine = async () => (await outbox.all()).filter((item) => item.user === user);
    let stopped = "";
    const draw = async () => {
        const items = await outbox.all(), own = items.filter((item) => item.user === user);
        const count = (state) => own.filter((item) => state.includes(item.state)).length;
        const [waiting, refused, others] = [count(["waiting", "sending"]), count(["refused"]), items.filter((item) => item.user !== user && item.state !== "sent").length];
        const isOff = !navigator.onLine || body.dataset.kept !== undefined;
        const parts = [];
        if (!navigator.onLine) parts.push(element("strong", {}, words.noSignal));
        if (isOff) parts.push(element("span", {}, told(words.asOf, body.dataset.asOf)));
        if (waiting) parts.push(element("a", { href: "/outbox" }, told(words.waiting, waiting)));
        if (refused) parts.push(element("a", { href: "/outbox" }, told(words.refused, refused)));
        if (waiting && stopped === "signIn" && navigator.onLine) parts.push(element("a", { href: "/sign-in?return=%2Foutbox" }, words.signIn));
        if (others) parts.push(element("span", {}, told(words.otherUser, others)));
        let strip = document.getElementById("signal");
        if (!strip && parts.length) {
            strip = element("div", { id: "signal", role: "status" });
            document.getElementById("main")?.prepend(strip);
        }
        if (strip) {
            strip.replaceChildren(...parts);
            strip.hidden = !parts.length;
            strip.dataset.tone = refused ? "bad" : isOff || waiting ? "warning" : "calm";
        }
        drawOutbox(own);
    };

    // ---- the page of the outbox ----
    const time = (moment, ahead) => new Date(moment - (ahead ?? 0)).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short", timeZone: "Asia/Shanghai" });
    // Where the reason is missing, something between here and the server refused it: a photo that is too large for a gateway.
    const problems = (item) => item.problems?.length ? item.problems : [{ message: item.reason ?? told(words.between, item.status) }];
    const line = (item) => {
        const states = { waiting: words.stateWaiting, sending: words.sending, refused: words.stateRefused, sent: words.sent };
        const row = element("article", { class: "waits", "data-state": item.state, "data-number": item.number });
        row.append(element("h3", {}, item.title), element("span", { class: "state" }, states[item.state]));
        row.append(element("p", { class: "hint" }, [item.about, told(words.filledIn, time(item.at, item.ahead)), item.state === "sent" ? `${words.sent} ${time(item.sentAt, item.ahead)}` : ""].filter(Boolean).join(" · ")));
        if (Math.abs(item.ahead ?? 0) > 120000) row.append(element("p", { class: "hint" }, told(words.clock, Math.round(Math.abs(item.ahead) / 60000))));
        if (item.state === "refused") {
            row.append(element("ul", { class: "reasons" }, ...problems(item).map((problem) => element("li", {}, problem.message))));
        }
        const buttons = element("div", { class: "buttons" });
        if (item.state === "refused") buttons.append(element("a", { class: "button main", href: `${item.page}#kept=${item.number}` }, words.correct));
        if (item.state !== "sending") buttons.append(element("button", { type: "button", class: "button quiet", "data-outbox-remove": item.number }, words.remove));
        row.append(buttons);
        return row;
    };
    const drawOutbox = (own) => {
        const box = document.getElementById("outbox");
        if (!box) return;
        const send = own.some((item) => item.state === "waiting") ? [element("button", { type: "button", class: "button main", "data-outbox-send": "" }, words.send)] : [];
        box.replaceChildren(...send, ...own.length ? own.map(line) : [element("p", { class: "hint" }, words.empty)]);
    };
    const drawKept = async () => {
        const list = document.getElementById("kept-pages");
        if (!list) return;
        const rows = [];
        for (const request of await (await caches.open("field")).keys()) {
            const text = await (await caches.match(request)).text(), page = new DOMParser().parseFromString(text, "text/html"), url = new URL(request.url);
            if (url.pathname === "/outbox" || page.querySelector("form[data-field]")) continue;
            rows.push(element("li", {}, element("a", { href: url.pathname + url.search }, page.title.replace(` · ${page.querySelector(".county")?.textContent}`, ""))));
        }
        list.replaceChildren(...rows);
    };
    document.addEventListener("click", async (event) => {
        const target = event.target instanceof Element ? event.target : null;
        if (target?.closest("[data-outbox-send]")) sendAll();
        const removal = target?.closest("[data-outbox-remove]");
        if (!removal) return;
        const number = Number(removal.dataset.outboxRemove), item = await outbox.get(number);
        if (item && (item.state === "sent" || window.confirm(words.removeAsk))) outbox.remove(number);
    });

    // ---- sending ----
    // While the page is open and the signal is weak, it is tried again: after 5 seconds, then half as often each time.
    let pause = 5000, again;
    const sendAll = async () => {
        clearTimeout(again);
        if (!navigator.onLine) return draw();
        const before = (await mine()).filter((item) => item.state === "waiting").length;
        stopped = await outbox.send();
        await draw();
        pause = stopped === "later" ? Math.min(pause * 2, 300000) : 5000;
        if (stopped === "later") again = setTimeout(sendAll, pause / 2);
        if (before && stopped === "done") keep(true).catch(() => {});
    };
    const later = async () => { try { await (await navigator.serviceWorker.ready).sync?.register("outbox"); } catch { /* Then it is sent when a page is open. */ } };

    // ---- photos: a size that a weak signal carries, upright as they were taken; what the camera noted in them stays behind ----
    const longest = 1600;
    const shrunk = async (file) => {
        if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type) || file.size < 200000) return file;
        try {
            const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
            const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
            const canvas = element("canvas", { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
            canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
            const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.82));
            return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: "image/jpeg" }) : file;
        } catch { return file; }  // A format that the browser does not read goes as it is.
    };

    // ---- forms: kept first, then sent ----
    const correcting = () => Number(/^#kept=(\d+)$/.exec(location.hash)?.[1] ?? 0);
    const written = async (form, entries) => {
        const fields = [], files = [];
        for (const [name, value] of entries) {
            if (typeof value === "string") fields.push([name, value]);
            else if (value.size) { const file = await shrunk(value); files.push({ field: name, name: file.name, blob: file }); }
        }
        const before = correcting() && await outbox.get(correcting()) || {};
        const about = [...document.querySelectorAll("main .trail a")].at(-1)?.textContent.trim() ?? "";
        return { user, title: document.querySelector("main h1")?.textContent.trim() ?? document.title, about, action: form.getAttribute("action"), page: form.dataset.field, fields, files, at: before.at ?? Date.now(), state: "waiting" };
    };
    const goBack = async (item) => {
        const back = item.fields.find(([name]) => name === "return")?.[1];
        const isKept = back && await (await caches.open("field")).match(key(back));
        sessionStorage.setItem("field:said", words.kept);
        location.assign(isKept ? back : "/outbox");
    };
    const submit = async (form, submitter) => {
        const button = submitter ?? form.querySelector("button.main"), label = button.textContent, entries = [...new FormData(form, submitter)];
        button.disabled = true;
        button.textContent = words.sending;
        const item = await written(form, entries);
        let number;
        try {
            number = await outbox.put(item);
            if (correcting()) await outbox.remove(correcting());
        } catch {
            button.disabled = false;
            button.textContent = label;
            return window.shanhe.say(words.noRoom, "bad");
        }
        const came = navigator.onLine ? await outbox.send() : "later";
        const now = await outbox.get(number);
        if (now?.state === "sent") { localStorage.removeItem("field:kept"); await outbox.remove(number); return location.assign(now.link); }
        if (now?.state === "refused") {
            // It stays in the outbox until it is taken, and its form says what is wrong.
            history.replaceState(null, "", `#kept=${number}`);
            button.disabled = false;
            button.textContent = label;
            return refill();
        }
        later();
        if (came === "signIn") return location.assign("/sign-in?return=%2Foutbox");
        goBack(item);
    };
    document.addEventListener("submit", (event) => {
        const form = event.target;
        if (form.getAttribute("action") === "/sign-out" && !event.defaultPrevented) { event.preventDefault(); leave(form); }
        if (form.dataset.field === undefined || event.defaultPrevented) return;
        event.preventDefault();
        if (form.dataset.sent) return;
        form.dataset.sent = "1";
        submit(form, event.submitter).finally(() => { delete form.dataset.sent; });
    }, true);

    // What was refused comes back into its form, with what is wrong.
    const refill = async () => {
        const form = document.querySelector("form[data-field]"), item = correcting() && await outbox.get(correcting());
        if (!form || !item || item.user !== user) return;
        window.shanhe.fill(form, item.fields.filter(([name]) => name !== "request"));
        for (const file of item.files) {
            const transfer = new DataTransfer();
            transfer.items.add(new File([file.blob], file.name, { type: file.blob.type }));
            const input = form.elements.namedItem(file.field);
            input.files = transfer.files;
            input.dispatchEvent(new Event("change", { bubbles: true }));
        }
        const list = element("ul", {}, ...problems(item).map((problem) => element("li", {}, problem.field ? element("a", { href: `#field-${problem.field}` }, problem.message) : problem.message)));
        document.getElementById("problems")?.remove();
        const box = element("div", { class: "problems", id: "problems", role: "alert", tabindex: "-1" }, element("h2", {}, words.stateRefused), list);
        form.prepend(box);
        box.focus();
    };

    // ---- signing out: asked where something waits; then nothing stays on the phone ----
    const leave = async (form) => {
        const items = await mine(), waiting = items.filter((item) => item.state !== "sent").length;
        if (waiting && !window.confirm(told(words.signOutAsk, waiting))) return;
        isLeaving = true;
        for (const item of items) await outbox.remove(item.number);
        await forget();
        form.submit();
    };

    // ---- where one stands: by itself, where the phone was allowed to say so before ----
    const place = async () => {
        const button = document.querySelector("form[data-field] [data-position]");
        if (!button || document.getElementById(button.dataset.position)?.value) return;
        const allowed = await navigator.permissions?.query({ name: "geolocation" }).catch(() => null);
        if (allowed?.state === "granted") button.click();
    };

    const start = async () => {
        const said = sessionStorage.getItem("field:said");
        if (said) { sessionStorage.removeItem("field:said"); window.shanhe.say(said, "good"); }
        if (new URLSearchParams(location.search).has("missing")) window.shanhe.say(words.notKept, "bad");
        navigator.serviceWorker.register("/field-worker.js").catch(() => {});
        outbox.channel?.addEventListener("message", draw);
        window.addEventListener("shanhe:outbox", draw);
        window.addEventListener("offline", draw);
        window.addEventListener("online", async () => {
            await sendAll();
            // What was kept is looked at anew, unless something is being filled in.
            if (body.dataset.kept !== undefined && stopped !== "signIn" && !document.querySelector("form[data-field]")) location.reload();
        });
        document.addEventListener("visibilitychange", () => { if (!document.hidden) sendAll(); });
        await draw();
        drawKept();
        await refill();
        place();
        await sendAll();
        keep(false).catch(() => {});
    };
    start();
})();
