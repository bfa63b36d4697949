import { expect, test } from 'vitest'
import { bindAll } from './dashes.js'

test('the dash of every text stays on the line of the word before it', () => {
  const texts = {
    title: 'Ошибка — это',
    names: { a: 'сеть — не всё', b: 'сеть' },
    list: ['раз — два'],
    says: (count: number) => `шагов — ${count}`,
    nested: (one: string) => ({ of: [`${one} — другой`] }),
  }
  const found = bindAll(texts)
  const all = [found.title, found.names.a, ...found.list, found.says(3), ...found.nested('один').of]
  expect(all).toEqual(
    ['Ошибка — это', 'сеть — не всё', 'раз — два', 'шагов — 3', 'один — другой'].map((text) =>
      text.replace(' —', '\u00a0—'),
    ),
  )
  expect(bindAll(texts)).toBe(found)
})
