import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { PAGES, STEPS } from '../../apps/playground/src/state/pages.js'
import { hasChromium } from './chromium.js'
import { button, PHONE } from './hands.js'
import { beginVisit, until, type Visit } from './visit.js'

/** Letters of formulas that are not what is touched at their middle. */
function coveredLetters(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const covered: string[] = []
    for (const letter of document.querySelectorAll<HTMLElement>('.katex-html [role=button]')) {
      letter.scrollIntoView({ block: 'center', inline: 'center' })
      const glyphs = [...letter.querySelectorAll('*')].filter(
        (one) =>
          !one.closest('.unseen') &&
          one.childElementCount === 0 &&
          one.textContent?.replaceAll('\u200b', '').trim(),
      )
      const boxes = glyphs.map((glyph) => glyph.getBoundingClientRect())
      const middle = (from: number[], to: number[]) => (Math.min(...from) + Math.max(...to)) / 2
      const x = middle(
        boxes.map(({ left }) => left),
        boxes.map(({ right }) => right),
      )
      const y = middle(
        boxes.map(({ top }) => top),
        boxes.map(({ bottom }) => bottom),
      )
      if (document.elementFromPoint(x, y)?.closest('[data-symbol]') !== letter)
        covered.push(`${letter.dataset.symbol} of ${letter.closest('.formula')?.getAttribute('aria-label')}`)
    }
    return covered
  })
}

/** Texts of a picture that lie over each other, or leave the window. */
function collisions(page: Page, selector: string): Promise<string[]> {
  return page.evaluate((picture) => {
    const texts = [...document.querySelectorAll(`${picture} text`)].map((one) => ({
      name: one.textContent,
      box: one.getBoundingClientRect(),
    }))
    const found: string[] = []
    for (const [n, { name, box }] of texts.entries()) {
      if (box.left < 0 || box.right > innerWidth) found.push(`${name} leaves the window`)
      for (const other of texts.slice(n + 1)) {
        const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
        const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
        // Boxes are higher than letters.
        if (wide > 0 && high > 6) found.push(`${name} over ${other.name}`)
      }
    }
    return found
  }, selector)
}

describe.skipIf(!hasChromium)('the lecture on a phone (needs chromium)', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await beginVisit()
  })
  afterEach(async () => expect(await visit.leave()).toEqual([]))
  afterAll(() => visit.close())

  const open = (address: string) => visit.open(address, { viewport: PHONE, hasTouch: true, locale: 'ru-RU' })

  test.each(STEPS)('%s: every letter of every formula can be touched', async (step) => {
    const page = await open(step)
    await page.waitForTimeout(300)
    expect(await coveredLetters(page)).toEqual([])
  })

  test.each(STEPS)('%s: from a letter far from the picture a button leads to it, and back', async (step) => {
    const page = await open(step)
    await page.waitForTimeout(300)
    const letter = page
      .locator(
        '.formula.display [data-symbol="eps"], .formula.display [data-symbol="xs"], .formula.display [data-symbol="eta"]',
      )
      .first()
    await letter.locator(':scope > :not(.unseen)').first().tap()
    const picture = page.locator('.picture').first()
    const seen = () => picture.evaluate((one) => one.getBoundingClientRect().bottom > 0)
    await button(page, 'На рисунке').tap()
    await expect.poll(seen).toBe(true)
    await button(page, 'К формуле').tap()
    await expect
      .poll(() => letter.evaluate((one) => one.getBoundingClientRect().top < innerHeight))
      .toBe(true)
    await button(page, 'Погасить').tap()
    expect(await page.locator('.places').count()).toBe(0)
  })

  test('a letter that is touched twice goes out, and what is used lights no longer than that', async () => {
    const page = await open('5-training')
    const lit = () =>
      page
        .locator('style')
        .evaluateAll((all) => all.some((one) => one.textContent?.includes('.lecture [data-symbol')))
    const mu = page.locator('.formula.display [data-symbol="mu"] > :not(.unseen)').first()
    await mu.tap()
    expect(await lit()).toBe(true)
    await mu.tap()
    expect(await lit()).toBe(false)
    await page.getByRole('radio', { name: '100', exact: true }).tap()
    await page.locator('h1').tap()
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    expect(await lit()).toBe(false)
  })

  test('a pixel that is touched is read, and stays so', async () => {
    const page = await open('4-images')
    await until(page, 'accuracy', 'accuracy', (accuracy) => accuracy > 0)
    await page.locator('.reading-desk canvas').tap({ position: { x: 120, y: 100 } })
    expect(await page.locator('.reading-desk figcaption').first().textContent()).toMatch(
      /^x, элемент \d+: [01],\d\d$/,
    )
  })

  test.each(PAGES)('%s: what says “point at” says “touch”, too', async (address) => {
    for (const locale of ['ru-RU', 'en-GB']) {
      const page = await visit.open(address, { viewport: PHONE, hasTouch: true, locale })
      const texts = await page.locator('p, figcaption').allTextContents()
      const mouse = texts.filter((text) => /наведите|\bpoint (at|into|to)\b/i.test(text))
      expect(mouse.filter((text) => !/нажмите|коснитесь|touch|press/i.test(text))).toEqual([])
    }
  })

  test.each(PAGES)('%s: what is wider than its place shows that it goes on', async (address) => {
    const page = await open(address)
    await page.waitForTimeout(500)
    const bare = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('main *')]
        .filter(
          (one) =>
            one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX),
        )
        .filter((one) => !getComputedStyle(one).backgroundAttachment.includes('local'))
        .map((one) => one.outerHTML.slice(0, 80)),
    )
    expect(bare).toEqual([])
  })

  test.each([
    '2-properties',
    '6-one-dimension?step=13',
    '7-derivation',
    'backpropagation?network=2-3-2&step=13',
    'derivation',
  ])('%s: no heading of a table touches the next', async (address) => {
    const page = await open(address)
    await page.locator('thead th').first().waitFor()
    const touching = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll('thead th')].map((one) => {
        const range = document.createRange()
        range.selectNodeContents(one)
        return { name: one.textContent, row: one.parentElement, box: range.getBoundingClientRect() }
      })
      return boxes
        .filter(({ row, box }, n) => {
          const next = boxes[n + 1]
          return (
            next && next.row === row && box.width > 0 && next.box.width > 0 && next.box.left - box.right < 3
          )
        })
        .map(({ name }) => name)
    })
    expect(touching).toEqual([])
  })

  test.each([400, 360, 1400])('%i: no number of the chain lies over another', async (width) => {
    for (const numbers of ['', '&numbers=-4_-4_-4_-4_-4_0', '&numbers=2_-1_-4_3.5_-3_0.1']) {
      const page = await visit.open(`6-one-dimension?step=13${numbers}`, {
        viewport: { width, height: 900 },
      })
      expect(await collisions(page, '.chain')).toEqual([])
    }
  })
})
