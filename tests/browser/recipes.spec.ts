import { fileURLToPath } from 'node:url'
import { Trainer, type TrainingOptions } from '@antigrad/core'
import fc from 'fast-check'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ISOLATED, type Server, serve } from '../package/everywhere/server.mjs'
import { EPOCHS, recipes } from '../parallel/random-recipe.js'
import { hashOf } from '../parallel/random-run.js'
import { hasChromium, openBrowser } from './chromium.js'

/** What a page without a bundler imports. */
const LIBRARY = fileURLToPath(new URL('../../packages/antigrad/dist/browser', import.meta.url))

/** How a page trains: on its own thread, or on workers. */
interface Way {
  readonly kernels?: 'plain'
  readonly workers?: number
}

/** A run as JSON: arrays of numbers with the name of their type. */
function written(run: TrainingOptions): string {
  return JSON.stringify(run, (_, value) =>
    ArrayBuffer.isView(value)
      ? { type: value.constructor.name, numbers: Array.from(value as Uint8Array) }
      : value,
  )
}

/** Trains a run in a page. Returns the SHA-256 of its weights. */
function trainedIn(page: Page, run: TrainingOptions, way: Way): Promise<string> {
  return page.evaluate(
    async ({ run, way, epochs }) => {
      const library = Reflect.get(globalThis, 'antigrad')
      const options = JSON.parse(run, (_, value) =>
        value?.numbers ? Reflect.get(globalThis, value.type).from(value.numbers) : value,
      )
      const trainer =
        way.workers === undefined
          ? new library.Trainer({ ...options, ...way })
          : await library.ParallelTrainer.start({ ...options, ...way })
      try {
        for (let epoch = 0; epoch < epochs; epoch++) await trainer.epoch()
        const { architecture, parameters } = trainer.network
        const digest = await crypto.subtle.digest('SHA-256', library.weightBytes(architecture, parameters))
        return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
      } finally {
        await trainer.close?.()
      }
    },
    { run: written(run), way, epochs: EPOCHS },
  )
}

describe.skipIf(!hasChromium)('recipes have the bits of Node in a page', () => {
  let [browser, server, page]: [Browser?, Server?, Page?] = []
  beforeAll(async () => {
    server = await serve(LIBRARY, ISOLATED)
    browser = await openBrowser()
    page = await browser.newPage()
    await page.goto(`${server.url}antigrad.js`)
    const content = "import * as antigrad from '/antigrad.js'; globalThis.antigrad = antigrad"
    await page.addScriptTag({ type: 'module', content })
    await page.waitForFunction(() => 'antigrad' in globalThis)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  test.each<[string, Way, number]>([
    ['on its own thread', {}, 30],
    ['on its own thread, by plain kernels', { kernels: 'plain' }, 20],
    ['on 1 worker', { workers: 1 }, 8],
    ['on 2 workers', { workers: 2 }, 8],
    ['on 3 workers', { workers: 3 }, 8],
  ])('%s', async (_, way, numRuns) => {
    await fc.assert(
      fc.asyncProperty(recipes(), async (run) => {
        const trainer = new Trainer(run)
        for (let epoch = 0; epoch < EPOCHS; epoch++) trainer.epoch()
        if (!page) throw new Error('no page')
        expect(await trainedIn(page, run, way)).toBe(hashOf(trainer.network))
      }),
      { numRuns, endOnFailure: true },
    )
  })
})
