import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium } from './chromium.js'
import { addressOf, beginVisit, numberOf, type Visit } from './visit.js'

describe.skipIf(!hasChromium)('room 4, backpropagation (needs chromium)', () => {
  let visit: Visit
  beforeAll(async () => {
    visit = await beginVisit()
  })
  afterEach(async () => expect(await visit.leave()).toEqual([]))
  afterAll(() => visit.close())

  test.each([
    ['1-1-1', 4],
    ['2-3-2', 17],
  ])('the gradient of %s equals the finite differences', async (shape, parameters) => {
    const page = await visit.open(`backpropagation?network=${shape}`)
    const forward = page.getByRole('button', { name: 'Next number' })
    for (let step = 1; step <= 13; step++) {
      await forward.click()
      expect(await page.locator('.step .katex').count()).toBe(1)
    }
    expect(await forward.isDisabled()).toBe(true)
    const rows = await page
      .locator('tr[data-analytic]')
      .evaluateAll((all) =>
        all.map((row) => [
          Number(row.getAttribute('data-analytic')),
          Number(row.getAttribute('data-numeric')),
        ]),
      )
    expect(rows).toHaveLength(parameters)
    for (const [analytic, numeric] of rows) {
      expect(Math.abs(analytic)).toBeGreaterThan(1e-5)
      expect(Math.abs(analytic - numeric)).toBeLessThan(1e-10)
    }
  })

  test('a weight is moved by dragging and by keys, and ε moves with it', async () => {
    const page = await visit.open('backpropagation')
    const before = await numberOf(page, 'loss', 'loss')
    const weight = page.getByRole('slider', { name: 'U', exact: true })
    const box = await weight.boundingBox()
    if (!box) throw new Error('no weight')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2 + 100, box.y + box.height / 2, { steps: 5 })
    await page.mouse.up()
    const dragged = await numberOf(page, 'loss', 'loss')
    expect(dragged).toBeLessThan(before)
    expect(Number(await weight.getAttribute('aria-valuenow'))).toBeCloseTo(0.5)
    await weight.focus()
    await page.keyboard.press('ArrowRight')
    expect(await numberOf(page, 'loss', 'loss')).toBeLessThan(dragged)
    const address = await addressOf(page)
    expect(address).toContain('one=')
    const shared = await visit.open(address)
    expect(await shared.getByRole('heading', { name: 'ε as U moves' }).count()).toBe(1)
  })

  test.each([
    ['en-GB', 1400, 'column × row = matrix (tensor product)', 'element by element (Hadamard product)'],
    [
      'ru-RU',
      400,
      'столбец × строка = матрица (тензорное произведение)',
      'поэлементное умножение (произведение Адамара)',
    ],
  ])(
    '%s, %i pixels: every number has its name, and each product the word of the lecture',
    async (locale, width, tensor, hadamard) => {
      const page = await visit.open('backpropagation?network=2-3-2&step=13', {
        locale,
        viewport: { width, height: 900 },
      })
      const names = await page.locator('.graph .letter').allTextContents()
      const indices = (rows: number, columns: number) =>
        Array.from(
          { length: rows * columns },
          (_, k) => `${'₁₂₃'[Math.floor(k / columns)]}${'₁₂₃'[k % columns]}`,
        )
      const expected = [
        ...indices(3, 2).map((index) => `V${index}`),
        ...indices(2, 3).map((index) => `U${index}`),
        ...['p', 'y', 'v'].flatMap((of) => [1, 2, 3].map((k) => of + '₀₁₂₃'[k])),
        ...['x', 'q', 'z', 'u', 'l'].flatMap((of) => [1, 2].map((k) => of + '₀₁₂'[k])),
        'ε',
      ]
      expect(names.toSorted()).toEqual(expected.toSorted())
      // None lies on another, or on a number.
      const overlaps = await page.evaluate(() => {
        const texts = [...document.querySelectorAll('.graph text')]
          .filter((text) => text.textContent)
          .map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }))
        return texts.flatMap(({ text, box }, n) =>
          texts.slice(n + 1).flatMap((other) => {
            const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
            const along = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
            return across > 2 && along > 8 ? [`${text} on ${other.text}`] : []
          }),
        )
      })
      expect(overlaps).toEqual([])
      const operation = page.getByTestId('operation')
      expect((await operation.textContent())?.trim()).toBe(tensor)
      await page.locator('.score button', { hasText: '∂q' }).click()
      expect((await operation.textContent())?.trim()).toBe(hadamard)
    },
  )

  test('what is pointed at or in focus shows whose it is', async () => {
    const page = await visit.open('backpropagation?network=2-3-2')
    const held = page.locator('.edge.held')
    const whose = page.getByTestId('whose')
    await page.getByRole('slider', { name: 'U₂₃' }).focus()
    expect(await whose.textContent()).toBe('U₂₃ is the weight with which y₃ enters q₂: row 2, column 3 of U.')
    expect(await held.count()).toBe(1)
    await page.locator('.graph .letter', { hasText: 'p₂' }).hover()
    expect(await whose.textContent()).toContain('p₂ takes row 2 of V')
    // A row of V leads to p₂, a column of U leaves y₂.
    expect(await held.count()).toBe(2)
    await page.locator('.graph .letter', { hasText: 'y₂' }).hover()
    expect(await held.count()).toBe(2)
    await page.locator('.graph .letter', { hasText: 'x₁' }).hover()
    expect(await held.count()).toBe(3)
    await page.mouse.move(0, 0)
    expect(await whose.textContent()).toContain('U₂₃')
  })

  test('steps downhill make the loss smaller', async () => {
    const page = await visit.open('backpropagation?network=2-3-2')
    const downhill = page.getByRole('button', { name: 'Step downhill' })
    expect(await downhill.isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'All at once' }).click()
    let loss = await numberOf(page, 'loss', 'loss')
    for (let step = 0; step < 5; step++) {
      await downhill.click()
      const next = await numberOf(page, 'loss', 'loss')
      expect(next).toBeLessThan(loss)
      loss = next
    }
  })
})
