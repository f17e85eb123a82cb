// Answers when there is no network: with the page that says so and keeps what is written on it.
// Nothing that belongs to a person is ever kept here, and nothing is ever sent from here.

// Written by the build: the files of the public application, and a name that changes with them.
const SITE = { version: 'unbuilt', files: [] };
const CACHE = `weiquan-${SITE.version}`;
const OFFLINE = '/offline';
/** Pages that are nothing without the server, or belong to others. */
const ALONE = /^\/(desk|api|fn|s|b)(\/|$)/;

self.addEventListener('install', (event) => event.waitUntil(keep()));
self.addEventListener('activate', (event) => event.waitUntil(settle()));
// The person reads another language, or larger letters, now.
self.addEventListener('message', (event) => event.waitUntil(renew()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (SITE.files.includes(pathname)) event.respondWith(file(request));
  else if (request.mode === 'navigate' && !ALONE.test(pathname)) event.respondWith(page(event));
});

async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll(SITE.files);
  await renew();
  await self.skipWaiting();
}

async function renew() {
  const answer = await fetch(OFFLINE, { cache: 'no-store' });
  if (answer.ok) await (await caches.open(CACHE)).put(OFFLINE, answer);
}

async function settle() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('weiquan-') && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function file(request) {
  return (await caches.match(request.url)) ?? fetch(request);
}

async function page(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(OFFLINE)) ?? Response.error();
  }
}
