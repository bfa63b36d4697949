import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { boxOf } from './visit.js'

export const PHONE = { width: 400, height: 800 }
export const WIDE = { width: 1400, height: 900 }

/** How a student does something, in a language and a window of its own. */
export interface Hand {
  readonly name: string
  readonly options: BrowserContextOptions
  /** Presses a button of this name. */
  press(page: Page, name: string | RegExp): Promise<void>
  /** Moves a slider to one of its ends. */
  slide(page: Page, name: string | RegExp, to: 'Home' | 'End'): Promise<void>
  /** Chooses one of a few words. */
  choose(page: Page, name: string | RegExp): Promise<void>
  /** Points at the first symbol of a formula. */
  point(page: Page, symbol: string): Promise<void>
}

export const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true })
const radio = (page: Page, name: string | RegExp) => page.getByRole('radio', { name, exact: true })
const slider = (page: Page, name: string | RegExp) => page.getByRole('slider', { name })
const symbolOf = (page: Page, symbol: string) => page.locator(`.katex [data-symbol="${symbol}"]`).first()
/** What is seen of it; its name for the ear is a pixel beside it. */
const glyphOf = (page: Page, symbol: string) =>
  symbolOf(page, symbol).locator(':scope > :not(.unseen)').first()

/** Where an end of a slider is in the window. */
async function endOf(one: Locator, to: 'Home' | 'End'): Promise<{ x: number; y: number }> {
  await one.scrollIntoViewIfNeeded()
  const { x, y, width, height } = await boxOf(one)
  return { x: to === 'Home' ? x + 1 : x + width - 1, y: y + height / 2 }
}

const hasFocus = (one: Locator) => one.evaluate((element) => element === document.activeElement)

/** Goes from one focus to the next until it is where it should be. */
async function tabTo(page: Page, selector: () => Promise<boolean>): Promise<void> {
  for (let press = 0; press < 250; press++) {
    if (await selector()) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab does not lead there')
}

const WAYS: readonly Hand[] = [
  {
    name: 'by mouse',
    options: { viewport: WIDE },
    press: (page, name) => button(page, name).click(),
    async slide(page, name, to) {
      const { x, y } = await endOf(slider(page, name), to)
      await page.mouse.click(x, y)
    },
    choose: (page, name) => radio(page, name).click(),
    point: (page, symbol) => glyphOf(page, symbol).hover(),
  },
  {
    name: 'by touch',
    options: { viewport: PHONE, hasTouch: true },
    press: (page, name) => button(page, name).tap(),
    async slide(page, name, to) {
      const { x, y } = await endOf(slider(page, name), to)
      await page.touchscreen.tap(x, y)
    },
    choose: (page, name) => radio(page, name).tap(),
    point: (page, symbol) => glyphOf(page, symbol).tap(),
  },
  {
    name: 'by keyboard alone',
    options: { viewport: WIDE },
    async press(page, name) {
      const one = button(page, name)
      await tabTo(page, () => hasFocus(one))
      await page.keyboard.press('Enter')
    },
    async slide(page, name, to) {
      const one = slider(page, name)
      await tabTo(page, () => hasFocus(one))
      await page.keyboard.press(to)
    },
    async choose(page, name) {
      const one = radio(page, name)
      const group = page.locator('fieldset', { has: one })
      await tabTo(page, () => group.evaluate((element) => element.contains(document.activeElement)))
      for (let press = 0; press < 9 && !(await one.isChecked()); press++)
        await page.keyboard.press('ArrowRight')
    },
    async point(page, symbol) {
      const one = symbolOf(page, symbol)
      const formula = page.locator('.formula', { has: one }).first()
      await tabTo(page, () => formula.evaluate((element) => element.contains(document.activeElement)))
      for (let press = 0; press < 99 && !(await hasFocus(one)); press++)
        await page.keyboard.press('ArrowRight')
      expect(await hasFocus(one)).toBe(true)
    },
  },
]

/** Mouse, touch and keyboard, each in both languages. */
export const HANDS: readonly Hand[] = WAYS.flatMap((way) =>
  [
    { language: 'English', locale: 'en-GB' },
    { language: 'Russian', locale: 'ru-RU' },
  ].map(({ language, locale }) => ({
    ...way,
    name: `${way.name}, in ${language}`,
    options: { ...way.options, locale },
  })),
)
