import type { Workspace } from '../engine/workspace.js'

/** A copy of what steps change: the parameters, and what the update rule keeps of them. */
export class Snapshot {
  readonly #views: readonly Float32Array[]
  readonly #copies: readonly Float32Array[]

  constructor({ parameters, states, average }: Workspace) {
    this.#views = [parameters, ...[...states, ...(average ? [average] : [])].map(({ values }) => values)]
    this.#copies = this.#views.map(({ length }) => new Float32Array(length))
  }

  take(): void {
    for (const [n, copy] of this.#copies.entries()) copy.set(this.#views[n])
  }

  restore(): void {
    for (const [n, view] of this.#views.entries()) view.set(this.#copies[n])
  }
}
