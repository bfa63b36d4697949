import { join } from 'node:path'
import type { MetricName } from '../../run/metric.js'
import type { PreparedRun } from '../../run/prepare.js'
import type { Outcome } from '../outcome.js'
import type { Job, Plan, PlannedRun } from '../plan.js'
import { jobsLeft, outcomesOf, type Several, trainAll } from '../train-all.js'
import { type Round, roundsOf, untilOf } from './halving.js'
import { Judge, type Standing, type Standings } from './standing.js'

/** A run of a sweep, and how well it did. */
export interface Ranked {
  readonly run: PlannedRun
  readonly outcome: Outcome
  /** In validation, where it stands; absent where it has diverged. */
  readonly standing?: Standing
}

/** What a sweep needs to be trained. */
export interface SweepTraining extends Omit<Several, 'runs' | 'outcomes'> {
  readonly plan: Plan & { readonly metric: MetricName }
  readonly prepared: readonly PreparedRun[]
  /** Called before a round begins. */
  readonly onRound: (round: number, rounds: number, jobs: readonly Job[]) => void
  /** Keeps how runs stood at the end of each round so far: those that go on will not stand there again. */
  readonly keep: (decided: readonly Standings[]) => Promise<void>
}

/**
 * Trains the runs of a sweep, in rounds where most of them end early, and ranks them by validation. A command that was ended
 * comes to the same, for what goes on follows from what its runs came to.
 * @returns all of them, the best first
 * @throws as `trainAll`
 */
export async function trainSweep({
  plan,
  prepared,
  onRound,
  keep,
  ...several
}: SweepTraining): Promise<Ranked[]> {
  const { path } = several
  const { runs, metric } = plan
  const outcomes = await outcomesOf(path, runs)
  const judge = new Judge(metric, prepared)
  const epochs = new Map(runs.map(({ name }, n) => [name, prepared[n].asked.epochs]))
  const rounds: Round[] = plan.halving
    ? roundsOf(runs.length, Math.min(...epochs.values()))
    : [{ runs: runs.length, divisor: 1 }]
  const decided = [...(plan.decided ?? [])]
  let going: readonly PlannedRun[] = runs
  const out: Ranked[] = []
  for (const [n, round] of rounds.entries()) {
    const jobs = going.map((run): Job => {
      const until = untilOf(epochs.get(run.name) ?? 1, round)
      return until === undefined ? run : { ...run, until }
    })
    if (decided[n] === undefined) {
      onRound(n + 1, rounds.length, jobsLeft(jobs, outcomes))
      await trainAll({ ...several, runs: jobs, outcomes })
    }
    const standings = decided[n] ?? (await standingsOf(jobs, path, outcomes, judge))
    if (decided[n] === undefined && n < rounds.length - 1) {
      decided.push(standings)
      await keep(decided)
    }
    const ranked = rank(jobs, outcomes, standings, judge)
    const kept = rounds[n + 1]?.runs ?? ranked.length
    going = ranked.slice(0, kept).flatMap(({ run, standing }) => (standing ? [run] : []))
    const names = new Set(going.map(({ name }) => name))
    out.unshift(...ranked.filter(({ run }) => n === rounds.length - 1 || !names.has(run.name)))
  }
  return out
}

/** How runs do in validation; without those that have diverged. */
async function standingsOf(
  jobs: readonly Job[],
  path: string,
  outcomes: ReadonlyMap<string, Outcome>,
  judge: Judge,
): Promise<Standings> {
  const standings: Record<string, Standing> = {}
  for (const { name } of jobs) {
    if (outcomes.get(name)?.state === 'diverged') continue
    const standing = await judge.standingOf(join(path, name))
    if (standing) standings[name] = standing
  }
  return standings
}

/** Runs with what they came to, the best first; of equals the first that was planned. */
function rank(
  jobs: readonly Job[],
  outcomes: ReadonlyMap<string, Outcome>,
  standings: Standings,
  judge: Judge,
): Ranked[] {
  const ranked = jobs.map(({ until: _, ...run }): Ranked => {
    const outcome = outcomes.get(run.name) ?? { state: 'unfinished' }
    return Object.hasOwn(standings, run.name)
      ? { run, outcome, standing: standings[run.name] }
      : { run, outcome }
  })
  return ranked.sort((a, b) => {
    if (!a.standing || !b.standing) return Number(b.standing !== undefined) - Number(a.standing !== undefined)
    return judge.isBetter(a.standing, b.standing) ? -1 : judge.isBetter(b.standing, a.standing) ? 1 : 0
  })
}
