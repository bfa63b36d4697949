import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BUNDLERS, BUNDLERS_WITH_OWN_WORKER, writePage } from './bundles.mjs'
import { FOR_OTHERS, ISOLATED, STRICT, serve } from './server.mjs'

/** What a page that may not share memory says, and one whose worker's file did not load. */
const NOT_ISOLATED = /may not share memory with workers: serve it with the headers/
const NOT_LOADED = /did not load.*pass `worker`/

/** Opens a page and waits for its result. */
async function visit(browser, url) {
  const context = await browser.newContext()
  const page = await context.newPage()
  const complaints = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`))
  try {
    await page.goto(url)
    await page.waitForFunction(() => globalThis.result !== undefined, undefined, { timeout: 30_000 })
    const found = await page.evaluate(() => globalThis.result)
    if (found.error) throw new Error(found.error)
    return found
  } catch (error) {
    throw new Error([error.message, ...complaints].join('\n'))
  } finally {
    await context.close()
  }
}

async function visitServed(browser, folder, headers) {
  const server = await serve(folder, headers)
  try {
    return await visit(browser, server.url)
  } finally {
    await server.close()
  }
}

/** Pages that bundlers make of what npm installed in `folder`, and pages without a bundler. */
export function pageCases(root, folder, browser) {
  const bundled = Object.entries({ ...BUNDLERS, ...BUNDLERS_WITH_OWN_WORKER }).flatMap(([name, bundle]) => {
    const out = join(root, `page-${name}`)
    return [
      {
        name: `Chromium, ${name}`,
        run: async () => {
          await bundle(folder, out)
          return visitServed(browser, out, ISOLATED)
        },
      },
      {
        name: `Chromium, ${name}, not isolated`,
        refused: NOT_ISOLATED,
        run: () => visitServed(browser, out, {}),
      },
    ]
  })
  const plain = join(root, 'page-plain')
  mkdirSync(plain)
  cpSync(join(folder, 'node_modules/antigrad/dist/browser'), plain, { recursive: true })
  cpSync(join(folder, 'program.mjs'), join(plain, 'program.mjs'))
  writePage(plain, 'page.mjs')
  writeFileSync(join(plain, 'page.mjs'), plainPage('.', 'undefined'))
  return [
    ...bundled,
    { name: 'Chromium, no bundler', run: () => visitServed(browser, plain, ISOLATED) },
    {
      name: 'Chromium, no bundler, not isolated',
      refused: NOT_ISOLATED,
      run: () => visitServed(browser, plain, {}),
    },
    { name: 'Chromium, no bundler, strict policy', run: () => visitServed(browser, plain, STRICT) },
    {
      name: 'Chromium, library of another origin',
      refused: NOT_LOADED,
      run: () => visitOther(browser, root, plain, 'other', () => 'undefined'),
    },
    {
      name: 'Chromium, library of another origin, own worker',
      run: () => visitOther(browser, root, plain, 'other-own', blobWorker),
    },
  ]
}

/** A page of one origin, the library of another. */
async function visitOther(browser, root, library, name, workerOf) {
  const other = await serve(library, { ...ISOLATED, ...FOR_OTHERS })
  try {
    const page = join(root, `page-${name}`)
    writePage(page, 'page.mjs')
    writeFileSync(join(page, 'page.mjs'), plainPage(other.url, workerOf(other.url)))
    return await visitServed(browser, page, ISOLATED)
  } finally {
    await other.close()
  }
}

/** A page may start a worker of its own origin alone; that may import of another. */
function blobWorker(url) {
  const script = `URL.createObjectURL(new Blob(["import '${url}web-worker.js'"], { type: 'text/javascript' }))`
  return `() => new Worker(${script}, { type: 'module' })`
}

function plainPage(library, worker) {
  const from = library.replace(/\/$/, '')
  return `import * as antigrad from '${from}/antigrad.js'
import * as predict from '${from}/predict.js'
import { run } from '${from}/program.mjs'
globalThis.result = run({ ...antigrad, ...predict, readModel: predict.readModel }, ${worker}).catch((error) => ({ error: String(error) }))
`
}
