import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { UsageError } from '@antigrad/core'
import type { Command } from 'commander'
import { collect, upTo, wholeNumber } from '../flags.js'
import { note, print } from '../output.js'
import { installMegabytes, installPeers } from '../peers/install.js'
import { PEER_LIST, type Peer } from '../peers/peer.js'
import type { PeerRow, PeersRecord, PeersScenario } from '../peers/record.js'
import { type PeerRun, runPeer } from '../peers/run-peer.js'
import { type Course, writeTask } from '../peers/task.js'
import { jsonOf, keepRecord, writeText } from '../records/keep.js'
import { headOf } from '../records/record.js'
import { findScenarios, type Scenario } from '../scenario.js'
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
    .option('--no-install', 'with the packages as they are installed')
    .option('--json <file>', 'write the record')
    .option('--record', 'keep the record and its tables in bench/results')
    .addHelpText('after', EXAMPLES)
    .action(measure)
}

async function measure(flags: PeersFlags): Promise<void> {
  const scenarios = await findScenarios(flags.scenario ?? DEFAULT_SCENARIOS)
  const peers = findPeers(flags.peer)
  const { epochs, seconds, target } = flags
  if (flags.install) installPeers()
  const folder = mkdtempSync(join(tmpdir(), 'antigrad-peers-'))
  const measured: PeersScenario[] = []
  try {
    for (const scenario of scenarios) {
      measured.push(await measureScenario(scenario, { epochs, seconds, target }, peers, folder))
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

async function measureScenario(
  scenario: Scenario,
  course: Course,
  peers: readonly Peer[],
  folder: string,
): Promise<PeersScenario> {
  const task = writeTask(scenario, course, folder)
  const cores = availableParallelism()
  // Reading, warming up and evaluating take time too, most of all in slow libraries.
  const patience = Math.ceil(180 + course.seconds * 4)
  const rows: PeerRow[] = []
  for (const peer of peers) {
    const runs: PeerRun[] = []
    for (const threads of peer.single || cores === 1 ? [1] : [1, cores]) {
      const run = await runPeer(peer, threads, task.file, patience)
      note(`${scenario.name}, ${peer.name}, ${threads} threads: ${tell(run)}`)
      runs.push(run)
    }
    const { name, language, single, differs } = peer
    const megabytes = installMegabytes(peer)
    rows.push({
      peer: { name, language, ...(single && { single }), ...(differs && { differs }) },
      ...(megabytes !== undefined && { installMegabytes: megabytes }),
      runs,
    })
  }
  const { name, batchSize, learningRate } = scenario
  const { sizes, examples } = task
  return { scenario: name, sizes, batchSize, examples, learningRate, course, rows }
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
