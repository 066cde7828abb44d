// What was filled in without signal, kept on the phone until the server has it. Loaded by the pages and by the service worker.
(() => {
    "use strict";
    const channel = self.BroadcastChannel ? new BroadcastChannel("outbox") : null;
    const announce = () => { channel?.postMessage("changed"); self.dispatchEvent(new Event("shanhe:outbox")); };

    // ---- the store: one item a form, in the order in which they were filled in ----
    let opened;
    const database = () => opened ??= new Promise((done, failed) => {
        const request = indexedDB.open("shanhe-outbox", 1);
        request.onupgradeneeded = () => request.result.createObjectStore("items", { keyPath: "number", autoIncrement: true });
        request.onsuccess = () => done(request.result);
        request.onerror = () => { opened = undefined; failed(request.error); };
    });
    const asked = async (mode, question) => {
        const transaction = (await database()).transaction("items", mode);
        return new Promise((done, failed) => {
            const request = question(transaction.objectStore("items"));
            transaction.oncomplete = () => done(request.result);
            transaction.onabort = transaction.onerror = () => failed(transaction.error);
        });
    };
    const all = () => asked("readonly", (items) => items.getAll());
    const get = (number) => asked("readonly", (items) => items.get(number));
    const put = async (item) => { const number = await asked("readwrite", (items) => items.put(item)); announce(); return number; };
    const remove = async (number) => { await asked("readwrite", (items) => items.delete(number)); announce(); };

    // What was sent leaves a line without what was in it, for a day.
    const forgetOld = async () => {
        for (const item of await all()) if (item.state === "sent" && Date.now() - item.sentAt > 86400000) await remove(item.number);
    };

    // ---- sending: one after the other, in one place at a time, each once ----
    const seconds = (count) => AbortSignal.timeout(count * 1000);

    // Who is signed in, the token of their forms, and by how much the clock of the phone is wrong; null where they have to sign in.
    const state = async () => {
        const before = Date.now();
        const answer = await fetch("/field", { credentials: "same-origin", cache: "no-store", signal: seconds(15) });
        if (answer.status === 401 || answer.status === 403) return null;
        if (!answer.ok) throw new Error("busy");
        const here = await answer.json();
        here.ahead = Math.round((before + Date.now()) / 2 - here.now);
        return here;
    };

    const letter = (item, here) => {
        const body = new FormData();
        body.append("token", here.token);
        for (const [name, value] of item.fields) if (name !== "token") body.append(name, value);
        for (const file of item.files) body.append(file.field, file.blob, file.name);
        body.append("observed.at", String(item.at));
        body.append("observed.ahead", String(here.ahead));
        return body;
    };

    // What came of one: "sent", "refused", "later" or "signIn".
    const deliver = async (item, here) => {
        let answer, told = null;
        try {
            answer = await fetch(item.action, { method: "POST", body: letter(item, here), headers: { "X-Outbox": "1" }, credentials: "same-origin", redirect: "error", signal: seconds(180) });
        } catch { return "later"; }  // No signal.
        try { told = await answer.json(); } catch { if (answer.ok) return "later"; }  // Not our server answers: a network that wants to be signed in to.
        if (answer.ok) {
            await put({ number: item.number, user: item.user, title: item.title, about: item.about, at: item.at, ahead: here.ahead, state: "sent", sentAt: Date.now(), link: told.link ?? "/", fields: [], files: [] });
            return "sent";
        }
        const code = told?.error?.code ?? "";
        if (answer.status === 401 || code === "password-change-required") return "signIn";
        if (code === "form-token") return "token";
        if ([408, 425, 429, 502, 503, 504].includes(answer.status)) return "later";
        // A fault of the server may pass; one that stays is shown.
        if (answer.status >= 500 && (item.tries ?? 0) < 4) { await put({ ...item, state: "waiting", tries: (item.tries ?? 0) + 1 }); return "later"; }
        await put({ ...item, ahead: here.ahead, state: "refused", status: answer.status, reason: told?.error?.message, problems: told?.error?.problems ?? [] });
        return "refused";
    };

    const run = async () => {
        await forgetOld();
        const waiting = (await all()).filter((item) => item.state === "waiting" || item.state === "sending");
        if (!waiting.length) return "empty";
        let here;
        try { here = await state(); } catch { return "later"; }
        if (!here) return "signIn";
        for (const found of waiting.filter((item) => item.user === here.user)) {
            const item = { ...found, state: "sending" };
            await put(item);
            let came = await deliver(item, here);
            if (came === "token") {
                try { here = await state() ?? here; } catch { /* It is asked again with the next try. */ }
                came = await deliver(item, here);
            }
            if (came === "sent" || came === "refused") continue;
            const now = await get(item.number);
            if (now?.state === "sending") await put({ ...now, state: "waiting" });
            return came === "signIn" ? "signIn" : "later";
        }
        return "done";
    };
    const send = () => self.navigator.locks ? self.navigator.locks.request("outbox", run) : run();

    self.shanheOutbox = { all, get, put, remove, send, state, channel };
})();
