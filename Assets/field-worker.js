// The service worker: pages that are kept on the phone are shown where there is no signal, and what waits is sent when there is one again.
"use strict";
importScripts("/assets/outbox.js");

// Where a page was called from makes no other page of it.
const key = (address) => { const url = new URL(address); url.hash = ""; url.searchParams.delete("return"); url.searchParams.delete("missing"); return url.href; };

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The same page, marked as kept: it says then as of when it is.
const marked = async (kept) => new Response((await kept.text()).replace("<body", "<body data-kept"), { headers: kept.headers });

const page = async (request) => {
    const kept = await (await caches.open("field")).match(key(request.url));
    try {
        // Where a page is kept, nobody waits long for a signal that comes and goes.
        const late = new Promise((_, failed) => { if (kept) setTimeout(() => failed(new Error("late")), 8000); });
        const answer = await Promise.race([fetch(request), late]);
        if (kept && answer.status >= 502) return marked(kept);
        return answer;
    } catch (error) {
        if (kept) return marked(kept);
        const outbox = await (await caches.open("field")).match(key(new URL("/outbox", self.location.href)));
        if (!outbox) throw error;
        return Response.redirect("/outbox?missing=1", 302);
    }
};

const asset = async (request) => await (await caches.open("field-assets")).match(request) ?? fetch(request);

self.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== self.location.origin) return;
    if (request.mode === "navigate") event.respondWith(page(request));
    else if (url.pathname.startsWith("/assets/") || url.pathname === "/manifest.webmanifest") event.respondWith(asset(request));
});

// Background Sync, where the browser has it: a throw makes it try again later.
self.addEventListener("sync", (event) => {
    if (event.tag === "outbox") event.waitUntil(self.shanheOutbox.send().then((came) => { if (came === "later") throw new Error("later"); }));
});
