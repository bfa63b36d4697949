import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { STEPS } from '../../apps/playground/src/state/pages.js'
import { hasChromium } from './chromium.js'
import { WIDE } from './hands.js'
import { beginVisit, until, type Visit } from './visit.js'

/** Indices, a small number, e, the columns of a rule that holds for any, Kronecker's δ, and the T of a transposed column. */
const NO_SYMBOLS = /^[ijknhabeδT]+$/

/** Letters of formulas that are no part of a button. */
function looseLetters(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.lecture .katex-html :is(.mathnormal, .mathbf)')]
      .filter((letter) => letter.checkVisibility() && !letter.closest('[data-symbol]'))
      .map((letter) => (letter.textContent ?? '').replaceAll('\u200b', '')),
  )
}

/** The symbols of formulas that, when they have the focus, light nothing in the picture. */
function darkSymbols(page: Page, where: string): Promise<string[]> {
  return page.evaluate(async (part) => {
    const canvases = [...document.querySelectorAll('canvas')]
    const drawn = async () => {
      if (canvases.length > 0)
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      return canvases.map((canvas) => canvas.toDataURL())
    }
    const buttons = [...document.querySelectorAll<HTMLElement>(`${part} .katex-html [role=button]`)]
    const first = new Map(buttons.map((button) => [button.dataset.symbol ?? '', button]))
    const dark: string[] = []
    for (const [symbol, button] of first) {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      const resting = await drawn()
      button.focus()
      const bright = await drawn()
      const carriers = document.querySelectorAll(`.picture [data-symbol~="${symbol}"]:not(.katex *)`)
      const lit = [...carriers].some((one) => one.checkVisibility())
      if (!lit && bright.every((picture, n) => picture === resting[n])) dark.push(symbol)
    }
    return dark
  }, where)
}

describe.skipIf(!hasChromium)('the symbols of the formulas (needs chromium)', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await beginVisit()
  })
  afterEach(async () => expect(await visit.leave()).toEqual([]))
  afterAll(() => visit.close())

  test.each(STEPS)('%s: every letter is a button, and each lights the picture', async (step) => {
    for (const locale of ['en-GB', 'ru-RU']) {
      // A derivative is in the picture of step 6 once it is computed.
      const address = step === '6-one-dimension' ? `${step}?step=13` : step
      const page = await visit.open(address, { viewport: WIDE, locale })
      await page.waitForTimeout(300)
      // Its picture comes with the digits.
      if (step === '4-images' || step === '5-training')
        await until(page, 'accuracy', 'accuracy', (accuracy) => accuracy > 0)
      if (step === '2-properties') {
        // What the network says is seen once it is trained.
        await page.locator('.picture .primary').click()
        await page.locator('[data-testid=verdict][data-nearest]').waitFor({ timeout: 100_000 })
      }
      // Step 7 writes each of its lines for one element, too.
      const lines = step === '7-derivation' ? 13 : 1
      for (let line = 1; line <= lines; line++) {
        if (line > 1) await page.locator('.picture .primary').first().click()
        expect((await looseLetters(page)).filter((letter) => !NO_SYMBOLS.test(letter))).toEqual([])
        expect(await darkSymbols(page, line > 1 ? '.picture' : '.lecture')).toEqual([])
      }
      expect(await page.locator('.katex-html [role=button]').count()).toBeGreaterThan(10)
    }
  })

  test('the picture of the first step shows each letter of the network in a way of its own', async () => {
    const page = await visit.open('1-approximation', { viewport: WIDE })
    const pictures = new Map<string, string>()
    for (const symbol of ['x', 'l', 'z', 'eps', 'y', 'U', 'u']) {
      await page.locator(`.katex-html [data-symbol="${symbol}"]`).first().focus()
      await page.waitForTimeout(100)
      const drawn = await page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())
      pictures.set(drawn, symbol)
    }
    expect([...pictures.values()]).toEqual(['x', 'l', 'z', 'eps', 'y', 'U', 'u'])
  })

  test('arrow keys lead from letter to letter of a formula, Tab to the next formula and back', async () => {
    const page = await visit.open('6-one-dimension', { viewport: WIDE })
    const symbol = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.symbol)
    const formula = page.locator('.formula.display').first()
    await formula.locator('[role=button]').first().focus()
    const walked = [await symbol()]
    for (let press = 0; press < 4; press++) {
      await page.keyboard.press('ArrowRight')
      walked.push(await symbol())
    }
    // Aligned lines are columns: first what stands before the signs of equality.
    expect(walked).toEqual(['p', 'y', 'q', 'z', 'eps'])
    await page.keyboard.press('ArrowLeft')
    expect(await symbol()).toBe('z')
    await page.keyboard.press('Tab')
    expect(await formula.evaluate((one) => one.contains(document.activeElement))).toBe(false)
    await page.keyboard.press('Shift+Tab')
    expect(await symbol()).toBe('z')
  })

  test('each is called what is seen of it', async () => {
    const page = await visit.open('7-derivation', { viewport: WIDE })
    const names = await page.locator('.katex-html [role=button] > .unseen').allTextContents()
    for (const name of ['V', 'Vij', '∂ε/∂V', '∂ε/∂Vij', 'σ′', '⊗', '⊙', 'Uᵀ', 'ε'])
      expect(names).toContain(name)
    expect(names).not.toContain('')
  })
})
