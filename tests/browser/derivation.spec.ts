import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { complaintsOf } from './axe.js'
import { hasChromium } from './chromium.js'
import { beginVisit, boxOf, type Visit } from './visit.js'

/** Where a section begins, in pixels below the top of the window. */
async function topOf(page: Page, section: number): Promise<number> {
  await page.waitForTimeout(300)
  return (await boxOf(page.locator(`#section-${section}`))).y
}

describe.skipIf(!hasChromium)('the derivation as a page (needs chromium)', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await beginVisit()
  })
  afterEach(async () => expect(await visit.leave()).toEqual([]))
  afterAll(() => visit.close())

  test.each([
    ['en-GB', 'light', 1400, 12, 'Symbols and names'],
    ['ru-RU', 'dark', 400, 11, 'Импульс и Adam'],
  ] as const)(
    '%s, %s: every section with its formulas, none wider than the page',
    async (locale, colorScheme, width, count, last) => {
      const page = await visit.open('derivation', { locale, colorScheme, viewport: { width, height: 800 } })
      await page.locator(`#section-${count}`, { hasText: last }).waitFor()
      expect(await page.locator('h2').count()).toBe(count)
      expect(await page.locator('.katex').count()).toBeGreaterThan(100)
      expect(await page.locator('.katex-error').count()).toBe(0)
      expect(await page.locator('.written').textContent()).not.toContain('$')
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      expect(await complaintsOf(page)).toEqual([])
    },
  )

  test('opens at the section that the address asks for, in either language, and goes on to others', async () => {
    const page = await visit.open('derivation?section=4')
    await page.locator('#section-4').waitFor()
    expect(Math.abs(await topOf(page, 4))).toBeLessThan(40)
    await page.getByRole('button', { name: 'Русский' }).click()
    await page.locator('#section-4', { hasText: 'Полный случай' }).waitFor()
    expect(Math.abs(await topOf(page, 4))).toBeLessThan(40)
    const contents = page.locator('.written ol a')
    await page.evaluate(() => scrollTo(0, 0))
    await contents.nth(5).click()
    expect(Math.abs(await topOf(page, 6))).toBeLessThan(40)
    // Also where the address names it already.
    await page.evaluate(() => scrollTo(0, 0))
    await contents.nth(5).click()
    expect(Math.abs(await topOf(page, 6))).toBeLessThan(40)
    await page.getByRole('link', { name: 'К шагам лекции' }).click()
    await page.locator('.start').waitFor()
  })
})
