/** What is counted of one kind of fault. */
interface Count {
  /** How often it was made to happen. */
  begun: number
  /** How often all had ended soon after it, without a result. */
  ended: number
  /** How often what was left went on to the weights of a run that nothing was done to. */
  same: number
  /** Milliseconds until all had ended, the slowest. */
  slowest: number
}

/** Counts what came of faults, kind by kind, for the table of docs/reliability.md. */
export class Tally {
  readonly #counts = new Map<string, Count>()

  begin(fault: string): void {
    this.#of(fault).begun++
  }

  end(fault: string, milliseconds: number): void {
    const count = this.#of(fault)
    count.ended++
    count.slowest = Math.max(count.slowest, milliseconds)
  }

  goOn(fault: string): void {
    this.#of(fault).same++
  }

  /** A row for each kind of fault, and one for all: empty where none was made to happen. */
  lines(): string[] {
    const rows = [...this.#counts].map(([fault, count]) => row(fault, count))
    if (rows.length === 0) return []
    const counts = [...this.#counts.values()]
    const sum = (key: keyof Count): number => counts.reduce((total, count) => total + count[key], 0)
    const slowest = Math.max(...counts.map((count) => count.slowest))
    const all = { begun: sum('begun'), ended: sum('ended'), same: sum('same'), slowest }
    const head = [
      '| fault | made | not ended soon | not gone on to the same weights | the slowest end |',
      '|---|---|---|---|---|',
    ]
    return [...head, ...rows, row('all', all)]
  }

  #of(fault: string): Count {
    const count = this.#counts.get(fault) ?? { begun: 0, ended: 0, same: 0, slowest: 0 }
    this.#counts.set(fault, count)
    return count
  }
}

function row(fault: string, { begun, ended, same, slowest }: Count): string {
  return `| ${[fault, begun, begun - ended, ended - same, `${(slowest / 1000).toFixed(1)} s`].join(' | ')} |`
}
