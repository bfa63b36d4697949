import { EXIT } from '@antigrad/command'
import { ARITHMETIC } from '@antigrad/core'
import { exitCodeOf, RankFailed } from '../exit.js'
import { entries, flagOf } from '../hyperparameters/table.js'
import { programVersion } from '../program.js'
import type { RunConfig } from '../run/config.js'
import { weightsHashOf } from '../run/fingerprint.js'
import { closeRun, type OpenedRun } from '../run/open.js'
import type { RunState } from '../run/state.js'
import { FollowerFolder } from './follower-folder.js'
import type { Job } from './job.js'
import type { OpenedAlike, Opening } from './opening.js'

/** What has to be the same on all ranks, by names for people. */
type Same = Readonly<Record<string, string>>

/** How a rank's start went, or that it goes on and has something to tell. */
type Outcome =
  | { readonly same: Same }
  | { readonly code: number; readonly message: string }
  | { readonly told: string }

/** Other ranks cannot open a run, or have opened another. */
class RanksFailed extends Error {
  readonly failure: RankFailed

  constructor(failure: RankFailed) {
    super('other ranks have failed')
    this.failure = failure
  }
}

/**
 * Opens a run on every rank of a job, and sees to it that it is the same run, in the folder of rank 0.
 * @param flags that change what a rank does, beside the hyperparameters
 * @throws RankFailed, on all ranks, where any of them cannot open it, or what they opened differs: it says which
 */
export async function openTogether(
  job: Job | undefined,
  flags: Same,
  open: (opening?: Opening) => Promise<OpenedRun>,
): Promise<OpenedRun> {
  if (!job) return open()
  const gather = async (outcome: Outcome): Promise<Outcome[]> =>
    (await job.gatherTexts(JSON.stringify(outcome))).map((text) => JSON.parse(text))
  const goOn = async (outcome: Outcome): Promise<Outcome[]> => {
    const outcomes = await gather(outcome)
    const failure = failureOf(outcomes, undefined)
    if (failure) throw new RanksFailed(failure)
    return outcomes
  }
  const tell = async (told: string): Promise<string[]> => toldBy(await goOn({ told }))
  const agree = async (opened: OpenedAlike): Promise<void> => {
    await goOn({ same: sameOf(opened, flags) })
  }
  let opened: OpenedRun | undefined
  let failure: unknown
  try {
    opened = await open({ job, tell, agree })
  } catch (error) {
    if (error instanceof RanksFailed) throw error.failure
    failure = error
  }
  const own: Outcome = opened
    ? { told: opened.folder.path }
    : { code: exitCodeOf(failure), message: failure instanceof Error ? failure.message : String(failure) }
  const outcomes = await gather(own)
  const failed = failureOf(outcomes, failure)
  if (failed || !opened) {
    if (opened) await closeRun(opened)
    throw failed
  }
  const { folder } = opened
  if (folder instanceof FollowerFolder) folder.path = toldBy(outcomes)[0]
  return opened
}

function toldBy(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((outcome) => ('told' in outcome ? [outcome.told] : []))
}

/**
 * Why a run cannot begin, from what each rank came to.
 * @param own why this rank failed
 */
export function failureOf(outcomes: readonly Outcome[], own: unknown): RankFailed | undefined {
  for (const [rank, outcome] of outcomes.entries()) {
    if (!('code' in outcome)) continue
    const { code, message } = outcome
    return rank === 0 ? new RankFailed(code, message, own) : new RankFailed(code, `rank ${rank}: ${message}`)
  }
  const [way, ...ways] = outcomes.map((outcome) => Object.keys(outcome).join())
  const astray = 1 + ways.findIndex((other) => other !== way)
  if (astray > 0) return new RankFailed(EXIT.bug, `rank ${astray} opens the run in another way than rank 0`)
  const [first, ...others] = outcomes.flatMap((outcome) => ('same' in outcome ? [outcome.same] : []))
  for (const [n, same] of others.entries()) {
    for (const name of new Set([...Object.keys(first), ...Object.keys(same)])) {
      if (first[name] === same[name]) continue
      const [expected, found] = [first, same].map((all) => all[name] ?? 'nothing')
      const message = `rank ${n + 1}: ${name}: expected ${expected}, as rank 0 has, found ${found}`
      return new RankFailed(name.startsWith('--') ? EXIT.usage : EXIT.badInput, message)
    }
  }
  return undefined
}

function sameOf({ config, state }: OpenedAlike, flags: Same): Same {
  const { threads, autoThreads, kernels, fingerprint, ...decisive } = config
  return {
    antigrad: programVersion(),
    arithmetic: `${ARITHMETIC}`,
    Node: process.version,
    examples: fingerprint,
    checkpoint: state ? checkpointText(state) : 'none',
    ...textsOf(decisive),
    ...flags,
  }
}

function checkpointText(state: RunState): string {
  const { epoch, done } = state.position
  return `epoch ${epoch}, ${done} examples done, weights ${weightsHashOf(state.network)}`
}

/** What a config holds as texts, each hyperparameter by its flag. */
function textsOf(config: Omit<RunConfig, 'threads' | 'autoThreads' | 'kernels' | 'fingerprint'>): Same {
  const flags = new Map(entries().map(([key, entry]) => [key as string, flagOf(entry)]))
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [flags.get(key) ?? key, JSON.stringify(value)]),
  )
}
