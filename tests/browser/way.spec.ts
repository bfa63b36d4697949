import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium } from './chromium.js'
import { HANDS } from './hands.js'
import { addressOf, beginVisit, numberOf, until, type Visit } from './visit.js'

/** What a button is called in the language of the page. */
async function inPage(page: Page, english: string, russian: string): Promise<string> {
  return (await page.locator('html').getAttribute('lang')) === 'ru' ? russian : english
}

describe.skipIf(!hasChromium)('the steps of the lecture, done (needs chromium)', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await beginVisit()
  })
  afterEach(async () => expect(await visit.leave()).toEqual([]))
  afterAll(() => visit.close())

  describe.each(HANDS)('$name', (hand) => {
    const open = (address: string) => visit.open(address, hand.options)

    test('1: a network follows the points, and shows what is pointed at', async () => {
      const page = await open('1-approximation')
      const before = await numberOf(page, 'error', 'error')
      await hand.choose(page, await inPage(page, 'fast', 'быстро'))
      await hand.press(page, await inPage(page, 'One epoch', 'Одна эпоха'))
      await until(page, 'steps', 'steps', (steps) => steps === 24)
      await page.locator('.skip').focus()
      await hand.press(page, await inPage(page, 'Train', 'Обучить'))
      await until(page, 'error', 'error', (error) => error < before / 3)
      await page.locator('.skip').focus()
      await hand.press(page, await inPage(page, 'Pause', 'Пауза'))
      await hand.slide(page, await inPage(page, 'Hidden units', 'Скрытых нейронов'), 'Home')
      await until(page, 'steps', 'steps', (steps) => steps === 0)
      expect(await addressOf(page)).toMatch(/units=1/)
    })

    test('2: the network is compared with a polynomial and lines, on rows none has seen', async () => {
      const page = await open('2-properties')
      const nearest = async () => {
        await page.locator('.skip').focus()
        await hand.press(page, await inPage(page, 'Train the network', 'Обучить сеть'))
        await page.locator('[data-testid=verdict][data-nearest]').waitFor({ timeout: 100_000 })
        return page.getByTestId('verdict').getAttribute('data-nearest')
      }
      expect(await nearest()).toBe('polynomial')
      await page.locator('.skip').focus()
      await hand.choose(page, await inPage(page, 'Thermal conductivity of copper', 'Теплопроводность меди'))
      expect(await nearest()).toBe('network')
      expect(await addressOf(page)).toContain('table=copper-conductivity')
    })

    test('3: steps go down, and a rate too large flies off', async () => {
      const page = await open('3-descent')
      expect(await page.getByTestId('effect').getAttribute('data-effect')).toBeNull()
      const before = await numberOf(page, 'height', 'height')
      const step = await inPage(page, 'One step', 'Один шаг')
      for (let k = 0; k < 3; k++) await hand.press(page, step)
      expect(await numberOf(page, 'height', 'height')).toBeLessThan(before / 4)
      await hand.slide(page, await inPage(page, 'Learning rate', 'Скорость обучения'), 'End')
      await page.waitForFunction(
        () => document.querySelector<HTMLElement>('[data-testid=effect]')?.dataset.effect === 'diverging',
      )
      expect(await addressOf(page)).toMatch(/rate=2.*steps=3|steps=3.*rate=2/)
    })

    test('4: a digit is 784 numbers, and after an epoch most are read rightly', async () => {
      const page = await open('4-images')
      await until(page, 'accuracy', 'accuracy', (accuracy) => accuracy > 0)
      await hand.press(page, await inPage(page, 'One epoch', 'Одна эпоха'))
      await until(page, 'accuracy', 'accuracy', (accuracy) => accuracy > 0.85)
      await hand.press(page, await inPage(page, 'Next digit', 'Следующая цифра'))
      expect(await addressOf(page)).toMatch(/digit=1/)
    })

    test('5: curves of two runs lie over each other', async () => {
      const page = await open('5-training')
      await until(page, 'accuracy', 'accuracy', (accuracy) => accuracy > 0)
      await hand.press(page, await inPage(page, 'One epoch', 'Одна эпоха'))
      await until(page, 'accuracy', 'epochs', (epochs) => epochs === 1)
      await hand.choose(page, '100')
      await page.locator('.skip').focus()
      await hand.press(page, await inPage(page, 'Start over', 'Начать заново'))
      await until(page, 'accuracy', 'batch', (batch) => batch === 100)
      expect(await page.getByTestId('earlier').locator('li').count()).toBe(1)
      expect(await addressOf(page)).toContain('batch=100')
    })

    test('6: all eight derivatives step by step, each as its finite difference', async () => {
      const page = await open('6-one-dimension')
      const forward = await inPage(page, 'Next number', 'Следующее число')
      for (let step = 1; step <= 13; step++) {
        await hand.press(page, forward)
        expect(await page.locator('tr[data-analytic]').count()).toBe(Math.max(0, step - 5))
      }
      const rows = await page
        .locator('tr[data-analytic]')
        .evaluateAll((all) =>
          all.map((row) => [
            Number(row.getAttribute('data-analytic')),
            Number(row.getAttribute('data-numeric')),
          ]),
        )
      for (const [analytic, numeric] of rows) {
        expect(Math.abs(analytic)).toBeGreaterThan(1e-3)
        expect(Math.abs(analytic - numeric)).toBeLessThan(1e-10)
      }
      const loss = await numberOf(page, 'loss', 'loss')
      await hand.press(page, await inPage(page, 'Step downhill', 'Шаг спуска'))
      expect(await numberOf(page, 'loss', 'loss')).toBeLessThan(loss)
      expect(await addressOf(page)).toMatch(/numbers=.*step=13|step=13.*numbers=/)
    })

    test('7: the lines are matrices with their shapes, and softmax learns from the worst mistakes', async () => {
      const page = await open('7-derivation?step=13')
      const shapes = () => page.locator('.matrix figcaption').allTextContents()
      expect(await shapes()).toEqual(['3 × 1', '1 × 2', '3 × 2'])
      expect(await page.getByTestId('saying').textContent()).toContain(
        await inPage(page, 'tensor product', 'тензорное произведение'),
      )
      const before = await inPage(page, 'Line before', 'Предыдущая')
      for (let k = 0; k < 3; k++) await hand.press(page, before)
      expect(await shapes()).toEqual(['3 × 2', '2 × 1', '3 × 1'])
      await hand.slide(page, await inPage(page, 'preactivation q₁', 'взвешенная сумма q₁'), 'Home')
      const delta = (head: string) =>
        page
          .locator(`tr[data-head=${head}]`)
          .getAttribute('data-delta')
          .then((text) => Math.abs(Number(text)))
      expect(await delta('squared')).toBeLessThan(0.001)
      expect(await delta('softmax')).toBeGreaterThan(0.99)
    })

    test.each([
      ['6-one-dimension?step=13', 'dV'],
      ['7-derivation?step=13', 'outer'],
    ])('%s: a symbol lights in formula, picture and code', async (address, symbol) => {
      const page = await open(address)
      const places = [
        `.katex [data-symbol~="${symbol}"]`,
        `:is(.chain text, .sign)[data-symbol~="${symbol}"]`,
        `.source [data-symbol~="${symbol}"]`,
      ]
      const style = (selector: string) =>
        page
          .locator(selector)
          .first()
          .evaluate((one) => {
            const { color, fill, backgroundColor, strokeWidth, stroke } = getComputedStyle(one)
            return [color, fill, backgroundColor, strokeWidth, stroke].join()
          })
      const dark = await Promise.all(places.map(style))
      await hand.point(page, symbol)
      await page.waitForTimeout(300)
      const bright = await Promise.all(places.map(style))
      for (const [n, place] of places.entries()) expect(bright[n], place).not.toBe(dark[n])
    })
  })
})
