import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** What of Node a file uses, and the files that it imports. */
function look(url: URL, seen: Map<string, string[]>): void {
  if (seen.has(url.href)) return
  const code = readFileSync(url, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
  const from = [...code.matchAll(/(?<!import type [^']*)\bfrom '([^']+)'/g)].map(([, name]) => name)
  const others = from.filter((name) => !name.startsWith('.') && !name.startsWith('@antigrad/core'))
  seen.set(url.href, [...others, ...(/\b(?:Buffer|process)\b/.test(code) ? ['a global of Node'] : [])])
  for (const name of from.filter((each) => each.startsWith('.')))
    look(new URL(name.replace(/\.js$/, '.ts'), url), seen)
}

it('uses nothing of Node in whatever file', () => {
  const seen = new Map<string, string[]>()
  look(new URL('pure.ts', import.meta.url), seen)
  expect(seen.size).toBeGreaterThan(20)
  expect([...seen].filter(([, found]) => found.length > 0)).toEqual([])
})
