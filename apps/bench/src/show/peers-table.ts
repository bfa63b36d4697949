import { bestOf, type PeersScenario } from '../peers/record.js'
import { describeNetwork } from '../scenario.js'
import { brief, factor, thousands } from './format.js'
import type { Table } from './table.js'

/** One scenario: the fastest peer first, each with the number of threads that suits it best. */
export function peersTable({ scenario, sizes, batchSize, learningRate, course, rows }: PeersScenario): Table {
  const ranked = rows
    .flatMap((row) => {
      const best = bestOf(row)
      return best ? [{ row, best }] : []
    })
    .sort((a, b) => b.best.result.examplesPerSecond - a.best.result.examplesPerSecond)
  const own = ranked.find(({ row }) => row.peer.name === 'antigrad')?.best.result.examplesPerSecond
  const target = `${Number((course.target * 100).toFixed(1))} %`
  return {
    title: `${scenario}: ${describeNetwork(sizes, batchSize)}, learning rate ${learningRate}`,
    columns: [
      'library',
      'version',
      'threads',
      'examples/s',
      'antigrad is',
      `time to ${target}`,
      'test accuracy',
      'epochs',
      'resident',
      'install',
    ],
    text: 2,
    rows: ranked.map(({ row, best: { threads, result } }) => [
      row.peer.name,
      result.version,
      String(threads),
      thousands(result.examplesPerSecond),
      own ? factor(own / result.examplesPerSecond) : '–',
      result.secondsToTarget === null ? 'not seen' : brief(result.secondsToTarget),
      `${(result.accuracy * 100).toFixed(1)} %`,
      String(Number(result.epochs.toFixed(1))),
      `${thousands(result.residentMegabytes)} MB`,
      megabytes(row.installMegabytes ?? result.installMegabytes),
    ]),
  }
}

/** What a reader has to know about single peers, and why some did not run. */
export function peerNotes(scenarios: readonly PeersScenario[]): string[] {
  const notes = scenarios.flatMap(({ scenario, rows }) =>
    rows.flatMap(({ peer, runs }) => [
      ...(peer.differs ? [`${peer.name}: ${peer.differs}.`] : []),
      ...(peer.single ? [`${peer.name}: one thread, ${peer.single}.`] : []),
      ...runs.flatMap((run) =>
        'failed' in run
          ? [`${peer.name}, ${scenario}, ${run.threads} threads: could not run: ${run.failed}`]
          : [],
      ),
    ]),
  )
  return [
    'Each in its own process, one after the other; of one thread and all, the faster. Timed is training alone: not reading, start, shuffle or evaluation. Accuracy is looked at after each epoch.',
    'install: the packages with all they depend on; in Python the folders of the packages imported and the shared libraries loaded from elsewhere.',
    'OpenBLAS takes the kernels that it chooses for this processor.',
    ...new Set(notes),
  ]
}

function megabytes(value: number | undefined): string {
  return value === undefined ? '–' : `${value < 10 ? value.toFixed(1) : thousands(value)} MB`
}
