import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { note, print } from '@antigrad/command'
import { UsageError } from '@antigrad/core'
import { type Command, Option } from 'commander'
import { collect, upTo, wholeNumber } from '../flags.js'
import { installMegabytes, installPeers } from '../peers/install.js'
import { knows, PEER_LIST, type Peer, type TaskRecipe } from '../peers/peer.js'
import type { PeerRow, PeersRecord, PeersScenario } from '../peers/record.js'
import { medianRun, type PeerRun, runPeer } from '../peers/run-peer.js'
import { type Course, writeTask } from '../peers/task.js'
import { jsonOf, keepRecord, writeText } from '../records/keep.js'
import { headOf } from '../records/record.js'
import { findRuntimes } from '../runtimes/runtime.js'
import { findScenarios, missingData, type Scenario } from '../scenario.js'
import { thousands } from '../show/format.js'
import { recordMarkdown } from '../show/markdown.js'
import { peerNotes, peersTable } from '../show/peers-table.js'
import { tableLines } from '../show/table.js'

interface PeersFlags {
  readonly scenario?: string[]
  readonly peer?: string[]
  readonly seconds: number
  readonly epochs: number
  readonly target: number
  readonly rounds: number
  readonly recipe: TaskRecipe
  readonly data?: string
  readonly label?: string
  readonly runtime?: string
  readonly against?: string
  readonly install: boolean
  readonly json?: string
  readonly record?: true
}

/** What others' users would try, and what suits libraries of large matrices. */
const DEFAULT_SCENARIOS = ['mnist-30-b10', 'mnist-128-b128']

const EXAMPLES = `
Examples:
  $ pnpm bench:peers                                        install and measure all: a quarter of an hour
  $ pnpm bench:peers --peer antigrad --peer PyTorch --seconds 20
  $ pnpm bench:peers --record                               keep it in bench/results`

export function registerPeers(program: Command): void {
  program
    .command('peers')
    .description("the same task in others' libraries: examples/s, time to an accuracy, memory, install size")
    .option('--scenario <name>', `may be repeated (default: ${DEFAULT_SCENARIOS.join(', ')})`, collect)
    .option(
      '--peer <name>',
      `one of them; may be repeated: ${PEER_LIST.map((peer) => peer.name).join(' · ')}`,
      collect,
    )
    .option('--seconds <n>', 'of training for each run, at most', upTo(3600), 30)
    .option('--epochs <n>', 'for each run, at most', wholeNumber, 10)
    .option('--target <share>', 'test accuracy whose time is told', upTo(1), 0.93)
    .option('--rounds <n>', 'each peer runs once a round; told is the run of median speed', wholeNumber, 1)
    .addOption(
      new Option(
        '--recipe <name>',
        'modern: ReLU, softmax cross-entropy and Adam, by the peers that have them',
      )
        .choices(['lecture', 'modern'])
        .default('lecture'),
    )
    .option(
      '--data <what>',
      'other examples for the scenarios: a folder of IDX files or a table, as `train --data`',
    )
    .option('--label <column>', 'of a table: what to learn')
    .option('--runtime <name>', 'run the peers in JavaScript by node22, node24 or node26 (default: this)')
    .option('--against <folder>', 'another checkout of antigrad, built, as one more peer')
    .option('--no-install', 'with the packages as they are installed')
    .option('--json <file>', 'write the record')
    .option('--record', 'keep the record and its tables in bench/results')
    .addHelpText('after', EXAMPLES)
    .action(measure)
}

async function measure(flags: PeersFlags): Promise<void> {
  const scenarios = (await findScenarios(flags.scenario ?? DEFAULT_SCENARIOS)).map((scenario) =>
    flags.data
      ? {
          ...scenario,
          data: flags.data,
          ...(flags.label && { label: flags.label }),
          name: `${scenario.name} on ${basename(flags.data)}`,
        }
      : scenario,
  )
  const { recipe } = flags
  const tasks = recipe === 'lecture' ? scenarios : scenarios.map(modernised)
  const all = [...findPeers(flags.peer), ...(flags.against ? [checkoutPeer(flags.against)] : [])]
  const peers = all.filter((peer) => knows(peer, recipe))
  const [{ program: node }] = findRuntimes([flags.runtime ?? 'this'])
  const { epochs, seconds, target } = flags
  if (flags.install) installPeers()
  const folder = mkdtempSync(join(tmpdir(), 'antigrad-peers-'))
  const measured: PeersScenario[] = []
  try {
    for (const scenario of tasks) {
      const missing = missingData(scenario)
      if (missing) note(missing)
      else {
        const repeated = { course: { epochs, seconds, target, recipe }, rounds: flags.rounds, node }
        measured.push(await measureScenario(scenario, repeated, peers, folder))
      }
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  const record: PeersRecord = { ...headOf('peers'), scenarios: measured }
  const tables = measured.map(peersTable)
  const notes = peerNotes(measured)
  for (const table of tables) for (const line of [...tableLines(table), '']) print(line)
  for (const line of notes) print(`- ${line}`)
  if (flags.json) await writeText(flags.json, jsonOf(record))
  if (flags.record) {
    const list = notes.map((line) => `- ${line}`).join('\n')
    await keepRecord(record, recordMarkdown('The same task in other libraries', record, tables, [list]))
  }
}

/** The same network and examples by Adam, at its own rate. */
function modernised(scenario: Scenario): Scenario {
  return { ...scenario, name: `${scenario.name} modern`, learningRate: 0.001 }
}

async function measureScenario(
  scenario: Scenario,
  { course, rounds, node }: { course: Course; rounds: number; node: string },
  peers: readonly Peer[],
  folder: string,
): Promise<PeersScenario> {
  const task = await writeTask(scenario, course, folder)
  const cores = availableParallelism()
  // Reading, warming up and evaluating take time too, most of all in slow libraries.
  const patience = Math.ceil(180 + course.seconds * 4)
  const cases = peers.flatMap((peer) =>
    (peer.single || cores === 1 ? [1] : [1, cores]).map((threads) => ({
      peer,
      threads,
      runs: [] as PeerRun[],
    })),
  )
  for (let round = 1; round <= rounds; round++) {
    for (const { peer, threads, runs } of cases) {
      const run = await runPeer(peer, threads, task.file, { node, patience })
      note(`${scenario.name}, ${peer.name}, ${threads} threads, round ${round}: ${tell(run)}`)
      runs.push(run)
    }
  }
  const rows = peers.map((peer): PeerRow => {
    const runs = cases.filter((one) => one.peer === peer).map((one) => medianRun(one.runs))
    const { name, language, single, differs } = peer
    const megabytes = installMegabytes(peer)
    return {
      peer: { name, language, ...(single && { single }), ...(differs && { differs }) },
      ...(megabytes !== undefined && { installMegabytes: megabytes }),
      runs,
    }
  })
  const { name, batchSize, learningRate } = scenario
  const { sizes, examples } = task
  return { scenario: name, sizes, batchSize, examples, learningRate, course, rows }
}

/** antigrad of another checkout. */
function checkoutPeer(folder: string): Peer {
  const [own] = findPeers(['antigrad'])
  return { ...own, name: `antigrad of ${basename(folder)}`, packages: [], checkout: resolve(folder) }
}

function findPeers(names: readonly string[] | undefined): readonly Peer[] {
  return (names ?? PEER_LIST.map((peer) => peer.name)).map((name) => {
    const peer = PEER_LIST.find((one) => one.name === name)
    if (peer) return peer
    const known = PEER_LIST.map((one) => one.name).join(' · ')
    throw new UsageError(`peer ${JSON.stringify(name)}: expected one of ${known}, found no such peer`)
  })
}

function tell(run: PeerRun): string {
  return 'failed' in run ? run.failed : `${thousands(run.result.examplesPerSecond)} examples/s`
}
