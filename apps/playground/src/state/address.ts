import { computed, effect, type Signal, signal } from '@preact/signals'
import type { Codec } from './codec.js'
import { PAGES, type Page } from './pages.js'

interface Setting {
  readonly name: string
  /** As written in the address; undefined while it is what it is at first. */
  text(): string | undefined
  set(text: string | null): void
}

const settings = new Map<Page, Setting[]>(PAGES.map((page) => [page, []]))
const registered = signal(0)

const first = parse(location.hash)

/** What an address said of a page whose settings are not there yet, because it was never opened. */
const waiting = new Map<Page, URLSearchParams>([[first.page, first.query]])

/** The page that the address names: `#digits?hidden=30`. */
export const page: Signal<Page> = signal(first.page)

/**
 * A setting of a page, kept in the address. What it was set to stays when one leaves the page.
 * @param fallback what it is where the address says nothing, or nothing that can be read
 */
export function setting<T>(where: Page, name: string, codec: Codec<T>, fallback: T): Signal<T> {
  const read = (text: string | null) => (text === null ? fallback : (codec.read(text) ?? fallback))
  const value = signal<T>(read(waiting.get(where)?.get(name) ?? null))
  settings.get(where)?.push({
    name,
    text: () => {
      const written = codec.write(value.value)
      return written === codec.write(fallback) ? undefined : written
    },
    set: (text) => {
      value.value = read(text)
    },
  })
  registered.value++
  return value
}

/** The address of a page as it is set now. */
export function addressOf(where: Page): string {
  registered.value
  const known = settings.get(where) ?? []
  const query = known.length > 0 ? new URLSearchParams() : (waiting.get(where) ?? new URLSearchParams())
  for (const { name, text } of known) {
    const written = text()
    if (written !== undefined) query.set(name, written)
  }
  const text = query.toString()
  return text ? `#${where}?${text}` : `#${where}`
}

const current = computed(() => addressOf(page.value))

/** Milliseconds between two changes of the address: Safari takes 100 in 30 seconds, Chromium 200 in 10. */
const PATIENCE = 350

/** The address as this page left or found it; another one was asked for by the browser, and is yet to be read. */
let seen = location.hash

/** Writes what is set into the address at once: to be called before a link leads elsewhere. */
export function writeAddress(): void {
  if (location.hash !== seen || seen === current.value) return
  history.replaceState(null, '', current.value)
  seen = location.hash
}

/** Keeps the address and the settings the same, both ways. To be called once. */
export function followAddress(): void {
  let scheduled = false
  const writeSoon = () => {
    if (scheduled) return
    scheduled = true
    setTimeout(() => {
      scheduled = false
      writeAddress()
    }, PATIENCE)
  }
  effect(() => {
    current.value
    writeSoon()
  })
  addEventListener('pagehide', writeAddress)
  addEventListener('hashchange', () => {
    seen = location.hash
    const { page: named, query } = parse(seen)
    if (seen === addressOf(named) && page.value === named) return
    waiting.set(named, query)
    for (const { name, set } of settings.get(named) ?? []) set(query.get(name))
    page.value = named
    writeSoon()
  })
}

function parse(hash: string): { page: Page; query: URLSearchParams } {
  const [name, query = ''] = hash.replace(/^#/, '').split('?', 2)
  return { page: PAGES.find((known) => known === name) ?? 'start', query: new URLSearchParams(query) }
}
