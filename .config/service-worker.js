// Keeps every file of one build, so that the page opens without a network. The build fills in both constants.
const version = '__VERSION__'
const files = __FILES__

/* global self, caches, fetch, Response */
const prefix = `strata ${self.registration.scope} `
const mine = prefix + version
/** A slow network is given this long before the kept page is shown instead. */
const patience = 3000

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(mine)
      .then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: 'no-cache' })))),
  )
})

// The version before is kept as well: a page of it may still be open and load its parts when they are needed.
self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith(prefix) && name !== mine).slice(0, -1))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

// Never by itself: the page that is open keeps running until its reader asks for the newer one.
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(self.skipWaiting())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return
  event.respondWith(request.mode === 'navigate' ? page(request) : file(request))
})

/** Any file of the build, newest build first; what is not kept comes from the network. */
async function file(request) {
  const cache = await caches.open(mine)
  const kept =
    (await cache.match(request, { ignoreVary: true })) ?? (await caches.match(request, { ignoreVary: true }))
  return kept ?? fetch(request)
}

/** The page comes from the network while there is one, so that nobody is left with an old one for ever. */
async function page(request) {
  const kept = caches
    .open(mine)
    .then((cache) => cache.match('./', { ignoreVary: true }))
    .then((found) => found ?? Response.error())
  const fresh = fetch(request).then((response) => (response.status >= 500 ? kept : response))
  const late = new Promise((resolve) => setTimeout(resolve, patience)).then(() => kept)
  return Promise.race([fresh.catch(() => kept), late])
}
