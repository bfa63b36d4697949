// pnpm test:package: packs the package, installs the tarball in empty folders with every package manager, and tries it in every
// runtime and bundler that is there. Prints a table; ends with 1 where one of them fails, or has other bits.
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { pack } from '../../../packages/antigrad/scripts/pack.mjs'
import { bundleForNode } from './bundles.mjs'
import { installByNpm, installCases, newFolder, nodeCases } from './installs.mjs'
import { pageCases } from './pages.mjs'
import { output, result } from './processes.mjs'
import { CHROMIUM, COMPILERS, NODES, TOOLS } from './tools.mjs'
import { typeCases } from './types.mjs'

const [only] = process.argv.slice(2)
const root = await mkdtemp(join(tmpdir(), 'antigrad-everywhere-'))
let failed = 0
/** The hash of the weights, and of what the model answers, of the first that ran: everybody else's too. */
let expected

async function attempt({ name, skip, refused, run }) {
  if (only && !name.toLowerCase().includes(only.toLowerCase())) return
  if (skip) return print(name, `skipped: ${skip}`)
  const began = performance.now()
  try {
    const said = check(await run(), refused)
    print(name, `${said}  ${((performance.now() - began) / 1000).toFixed(1)} s`)
  } catch (error) {
    failed++
    print(name, `FAILED: ${error.message}`)
  }
}

function print(name, text) {
  process.stdout.write(`${name.padEnd(52)} ${text}\n`)
}

/** What a case came to, in words. Throws where it is other than it should be. */
function check(found, refused) {
  if (typeof found === 'string') return found
  const { one, many, predicted } = found
  const answers = new Set(predicted)
  if (answers.size !== 1)
    throw new Error(`the model answers otherwise than its network: ${predicted.join(', ')}`)
  if (refused ? !refused.test(found.refused ?? '') : many !== one) {
    throw new Error(`on workers ${many ?? found.refused}, on one thread ${one}`)
  }
  const [answer] = answers
  expected ??= { one, answer }
  if (one !== expected.one || answer !== expected.answer)
    throw new Error(`other bits: ${one}, expected ${expected.one}`)
  return `${one.slice(0, 16)}  ${refused ? 'one thread, workers refused in one sentence' : 'one thread and two workers'}`
}

/** Everything in one folder, which npm installed to. */
async function tryInstalled(folder) {
  for (const each of nodeCases(folder)) await attempt(each)
  const bundle = join(root, 'bundle')
  for (const [name, node] of Object.entries(NODES)) {
    await attempt({
      name: `${name}, bundled by esbuild`,
      run: async () => {
        await bundleForNode(folder, bundle)
        return result(await output(bundle, [node, 'main.mjs']))
      },
    })
    await attempt({ name: `${name}, npx antigrad train`, run: () => trainByCommand(folder, node) })
  }
  for (const each of typeCases(folder, COMPILERS)) await attempt(each)
}

async function trainByCommand(folder, node) {
  const table = [
    'width,height,kind',
    ...Array.from({ length: 60 }, (_, n) => `${n % 7},${n % 5},${n % 7 > 3 ? 'wide' : 'narrow'}`),
  ]
  await writeFile(join(folder, 'table.csv'), `${table.join('\n')}\n`)
  const command = join(folder, 'node_modules/antigrad/dist/command.js')
  const flags = [
    '--data',
    'table.csv',
    '--label',
    'kind',
    '--epochs',
    '5',
    '--seed',
    '1',
    '--out',
    `run-${performance.now()}`,
  ]
  const said = await output(folder, [node, command, 'train', ...flags])
  const [, hash] = /^weights +sha256:([0-9a-f]{16})/m.exec(said) ?? []
  if (!hash) throw new Error(`names no weights:\n${said}`)
  trained ??= hash
  if (hash !== trained) throw new Error(`other bits: ${hash}, expected ${trained}`)
  return `${hash}  a table by the command`
}
/** The weights of the first version of Node that trained by the command. */
let trained

try {
  const tarball = await pack(join(root, 'packed'))
  await attempt({
    name: 'publint',
    run: async () =>
      void (await output(root, [process.execPath, TOOLS.publint, 'run', tarball, '--strict'])) ??
      'nothing to say',
  })
  await attempt({
    name: 'attw --profile esm-only',
    run: async () =>
      void (await output(root, [process.execPath, TOOLS.attw, '--profile', 'esm-only', tarball])) ??
      'nothing to say',
  })
  for (const each of installCases(root, tarball)) await attempt(each)
  const folder = await installByNpm(
    newFolder(root, 'all', tarball, { '@parcel/resolver-default': { packageExports: true } }),
  )
  await tryInstalled(folder)
  if (existsSync(CHROMIUM)) {
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu'],
    })
    for (const each of pageCases(root, folder, browser)) await attempt(each)
    await browser.close()
  } else print('Chromium', `skipped: ${CHROMIUM} is not there`)
} finally {
  if (!process.env.KEEP) await rm(root, { recursive: true })
  else process.stdout.write(`${root}\n`)
}
process.stdout.write(failed === 0 ? 'all alike\n' : `${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
