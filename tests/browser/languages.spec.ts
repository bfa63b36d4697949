import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { PAGES } from '../../apps/playground/src/state/pages.js'
import { hasChromium } from './chromium.js'
import { PHONE, WIDE } from './hands.js'
import { beginVisit, type Visit } from './visit.js'

/** What a text keeps in its own letters in any language: names, keys, and what is typed or printed letter by letter. */
const NAMES = new Set(
  [
    'antigrad English Русский По русски Node Tab Enter Delete train seed float',
    'SHA SGD XOR tanh ReLU GELU SiLU leaky softmax Softmax Nesterov RMSprop Adam AdamW',
    // Where a table comes from.
    'Kell Chem Eng Data doi je',
  ].flatMap((words) => words.split(' ')),
)

/** The words of a page in an alphabet, without formulas, code and what says itself to be in another language. */
function wordsIn(page: Page, alphabet: 'Latin' | 'Cyrillic'): Promise<string[]> {
  return page.evaluate((script) => {
    const word = new RegExp(`[\\p{Script=${script}}]{2,}`, 'gu')
    const found = new Set<string>()
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const { parentElement, textContent } = texts.currentNode
      if (parentElement?.closest('script, noscript, style, pre, code, .code, .katex, svg, [lang]:not(html)'))
        continue
      for (const [one] of (textContent ?? '').matchAll(word)) found.add(one)
    }
    return [...found]
  }, alphabet)
}

/** Lines that begin with a dash or with a mark that belongs behind a word or a formula: each with what follows there. */
function loneMarks(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    while (texts.nextNode()) {
      const node = texts.currentNode
      const block = node.parentElement?.closest('p, li, td, th, dd, figcaption, h1, h2, h3')
      if (!block?.checkVisibility() || node.parentElement?.closest('pre, code, svg, .katex-mathml, .unseen'))
        continue
      const text = node.textContent ?? ''
      for (const { index } of text.matchAll(/[—.,;:!?)»”]/g)) {
        // What has no room before it but that of its own block begins a line.
        range.setStart(node, index)
        range.setEnd(node, index + 1)
        const { left, width } = range.getBoundingClientRect()
        const edge =
          block.getBoundingClientRect().left + Number.parseFloat(getComputedStyle(block).paddingLeft)
        if (width > 0 && left < edge + 1 && block.textContent?.trim()[0] !== text[index])
          found.push(text.slice(index, index + 25))
      }
    }
    return found
  })
}

describe.skipIf(!hasChromium)('both languages (needs chromium)', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await beginVisit()
  })
  afterEach(async () => expect(await visit.leave()).toEqual([]))
  afterAll(() => visit.close())

  const everywhere = PAGES.flatMap((page) =>
    (
      [
        ['ru-RU', 'Latin'],
        ['en-GB', 'Cyrillic'],
      ] as const
    ).map(([locale, foreign]) => [page, locale, foreign] as const),
  )

  test.each(everywhere)(
    '%s, %s: no word in %s letters but names, nothing wider than the window, no line that begins with a mark',
    async (address, locale, foreign) => {
      const page = await visit.open(address, { locale, viewport: WIDE })
      if (address === 'derivation') await page.locator('#section-1').waitFor()
      await page.waitForTimeout(300)
      expect((await wordsIn(page, foreign)).filter((word) => !NAMES.has(word))).toEqual([])
      for (const viewport of [WIDE, PHONE]) {
        await page.setViewportSize(viewport)
        await page.waitForTimeout(200)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width)
        expect(await loneMarks(page)).toEqual([])
      }
    },
  )
})
