import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { madeRecord } from '../../apps/bench/src/records/fixtures/made-record.js'
import { scratchFolder, writeSmallDigits } from '../cli/small-digits.js'
import { MAIN, runBench } from './run-bench.js'

const scratch = scratchFolder()
const small = writeSmallDigits(scratch)
const scenario = join(scratch, 'tiny.json')
const tiny = {
  name: 'tiny',
  data: small,
  examples: 200,
  hidden: [8],
  batchSize: 10,
  learningRate: 3,
  seed: 1,
}
writeFileSync(scenario, JSON.stringify(tiny))
const table = join(scratch, 'numbers.csv')
writeFileSync(table, `x,y\n${Array.from({ length: 40 }, (_, n) => `${n},${(n * 0.37) % 1}`).join('\n')}\n`)

async function refused(args: readonly string[], code: number, message: RegExp): Promise<void> {
  const ended = await runBench(args)
  expect(ended.stderr).toMatch(message)
  expect(ended.stderr).toMatch(/^error: [^\n]+\n$/)
  expect(ended).toMatchObject({ code, stdout: '' })
}

test.each([
  [['--threads', '0'], /1,2,4/],
  [['--threads', '1,two'], /1,2,4/],
  [['--scenario', 'nope'], /"nope".*mnist-30-b10/],
  [['--quik'], /--quik/],
  [['scalling'], /scalling.*no such command/],
  [['compare', 'one.json'], /after/],
  [['model', '--scenario', 'mnist-30-b10', '--scenario', 'mnist-128-b128'], /one scenario/],
  [['kernels', '--threads', '2'], /--threads/],
  [['peers', '--no-install', '--peer', 'nobody'], /"nobody".*brain\.js/],
  [['peers', '--no-install', '--data', table, '--label', 'y', '--scenario', scenario], /classes/],
  [['peers', '--no-install', '--runtime', 'node6', '--scenario', scenario], /"node6".*node26/],
  [['runtimes', '--runtime', 'nobody'], /"nobody".*node26, bun, deno/],
  [['peers', '--seconds', '0'], /above 0/],
  [['peers', '--epochs', '1.5'], /whole number from 1/],
  [['peers', '--target', '93'], /at most 1/],
])('usage, exit 2: %j', (args, message) => refused(args, 2, message))

test('its help has the flags of what it does without a command', async () => {
  const { code, stdout } = await runBench(['--help'])
  expect(code).toBe(0)
  for (const text of ['--quick', '--threads', '--scenario', '--html', 'compare', 'check', 'peers'])
    expect(stdout).toContain(text)
})

test('bad input, exit 3', async () => {
  const lines = join(scratch, 'lines.json')
  writeFileSync(lines, '{"format":"antigrad-bench","version":1}\n')
  await refused(['--scenario', lines], 3, /lines\.json: "name": expected a name/)
  await refused(['compare', scenario, scenario], 3, /tiny\.json: expected a record of pnpm bench/)
  await refused(
    ['compare', lines, join(scratch, 'none.json')],
    3,
    /lines\.json: expected a date, a commit and a machine/,
  )
  await refused(['check', '--measured', join(scratch, 'none.json')], 3, /none\.json.*ENOENT/)
})

test('a folder that is not to be written, exit 6', async () => {
  const args = ['--quick', '--threads', '1', '--scenario', scenario, '--json', join(scenario, 'x.json')]
  expect(await runBench(args)).toMatchObject({
    code: 6,
    stderr: expect.stringContaining('cannot be written'),
  })
})

test('a loss that is not finite ends it, exit 4', async () => {
  const wild = join(scratch, 'wild.json')
  writeFileSync(wild, JSON.stringify({ ...tiny, learningRate: 1e300 }))
  expect(await runBench(['--quick', '--threads', '2', '--scenario', wild])).toMatchObject({
    code: 4,
    stderr: expect.stringMatching(/\nerror: [^\n]*not finite[^\n]*\n$/),
  })
})

test('a reader that goes away does not end it', () => {
  const json = join(scratch, 'unread.json')
  const bench = `"${process.execPath}" "${MAIN}" --quick --threads 1 --scenario "${scenario}" --json "${json}"`
  const { status, stderr } = spawnSync('bash', ['-c', `set -o pipefail; ${bench} | true`], {
    encoding: 'utf8',
  })
  expect(stderr).not.toContain('error')
  expect(status).toBe(0)
  expect(existsSync(json)).toBe(true)
})

test('measures, writes a record and a page, and compares the record with itself', async () => {
  const [json, html] = [join(scratch, 'record.json'), join(scratch, 'page.html')]
  const args = ['--quick', '--threads', '2', '--scenario', scenario, '--json', json, '--html', html]
  const ended = await runBench(args)
  expect(ended).toMatchObject({ code: 0 })
  expect(ended.stdout).toContain('tiny: 100-8-10, minibatch 10')

  const { rows, machine, commit } = JSON.parse(readFileSync(json, 'utf8'))
  expect(machine.cores).toBeGreaterThan(0)
  expect(commit).toMatch(/^[0-9a-f]{12}\+?$|^unknown$/)
  const ways = rows.map(({ strategy, threads }: Record<string, unknown>) => `${strategy} ${threads}`)
  const together = ['slices 1', 'slices 2', 'buffers 1', 'buffers 2']
  expect(ways).toEqual(machine.cores > 1 ? [...together, 'apart 2'] : together)
  for (const { threads, sameWeights, shares, samples, efficiency, speedUp } of rows) {
    expect(sameWeights).toBe(true)
    expect(shares.compute + shares.barrier + shares.update).toBeCloseTo(1, 4)
    expect(shares.compute).toBeGreaterThan(0)
    expect(samples).toHaveLength(7)
    expect(efficiency).toBeCloseTo(speedUp / threads, 4)
  }

  const page = readFileSync(html, 'utf8')
  expect(page.match(/<svg /g)).toHaveLength(2)
  expect(page).not.toMatch(/https?:|<script|<link|NaN|undefined/)

  const same = await runBench(['compare', json, json])
  expect(same).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`0 of ${ways.length} measurements`),
  })
})

test('check tells a regression from a slow day', async () => {
  const [before, slow, slower] = ['before', 'slow', 'slower'].map((name) => join(scratch, `${name}.json`))
  writeFileSync(before, JSON.stringify(madeRecord(1000, 20)))
  writeFileSync(slow, JSON.stringify(madeRecord(500, 10)))
  writeFileSync(slower, JSON.stringify(madeRecord(800, 20)))
  const check = (measured: string) => runBench(['check', '--against', before, '--measured', measured])
  expect(await check(slow)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Nothing became slower'),
  })
  expect(await check(slower)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('2 of 2 measurements'),
  })
})

test('measures itself as one of the peers', async () => {
  const json = join(scratch, 'peers.json')
  const peers = ['peers', '--no-install', '--peer', 'antigrad', '--scenario', 'mnist-30-b10']
  const ended = await runBench([...peers, '--seconds', '0.7', '--epochs', '1', '--json', json])
  expect(ended.code).toBe(0)
  expect(ended.stderr).toMatch(/antigrad, 1 threads, round 1: [\d,]+ examples\/s/)
  expect(ended.stdout).toMatch(/antigrad +this commit, v[\d.]+ +[12] +[\d,]+/)
}, 60_000)

test('measures itself on other examples, and another checkout beside it, round by round', async () => {
  const args = ['peers', '--no-install', '--peer', 'antigrad', '--scenario', scenario, '--data', small]
  const checkout = fileURLToPath(new URL('../..', import.meta.url))
  const ended = await runBench([
    ...args,
    '--against',
    checkout,
    '--rounds',
    '2',
    '--seconds',
    '0.2',
    '--epochs',
    '1',
  ])
  expect(ended.code).toBe(0)
  expect(ended.stderr).toMatch(/antigrad of [^\n]+, 1 threads, round 2: [\d,]+ examples\/s/)
}, 60_000)

test('trains in this runtime and says the hash', async () => {
  const args = [
    'runtimes',
    '--scenario',
    scenario,
    '--runtime',
    'this',
    '--threads',
    '1,2',
    '--seconds',
    '0.1',
  ]
  const ended = await runBench(args)
  expect(ended.code).toBe(0)
  expect(ended.stdout).toMatch(/this +simd +the same +2 +[\d,]+/)
}, 60_000)

test.each(['peers', 'runtimes', 'inference'])('bench/%s installs only what its lockfile says', (folder) => {
  const peers = fileURLToPath(new URL(`../../bench/${folder}/`, import.meta.url))
  const { dependencies } = JSON.parse(readFileSync(join(peers, 'package.json'), 'utf8'))
  const lockfile = readFileSync(join(peers, 'pnpm-lock.yaml'), 'utf8')
  for (const [name, version] of Object.entries(dependencies)) {
    // By its own name, or by that of the package it stands for.
    const [, real = name, exact] = String(version).match(/^(?:npm:(.+)@)?(\d+\.\d+\.\d+)$/) ?? []
    expect(exact, `${name}@${version}`).toBeDefined()
    expect(lockfile).toContain(`${real}@${exact}`)
  }
})
