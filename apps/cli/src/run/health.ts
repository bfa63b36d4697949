import { type Ailment, type Course, findAilments } from '@antigrad/core/internal'
import { shown } from '../show/format.js'
import type { RunConfig } from './config.js'
import type { EpochRecord } from './state.js'

/** What a run was like. */
export interface Health extends Pick<Course, 'network' | 'train'> {
  readonly config: Pick<RunConfig, 'learningRate' | 'activation'>
  readonly history: readonly EpochRecord[]
}

/**
 * What kept a run from learning, a line each, with what to try: a loss that stands still, the same output for all examples,
 * units that say the same of all.
 */
export function healthNotes({ config, history, network, train }: Health): string[] {
  const ailments = findAilments({ losses: history.map(({ loss }) => loss), network, train })
  return ailments.map((ailment) => shown(noteOf(ailment, config)))
}

function noteOf(ailment: Ailment, { learningRate, activation }: Health['config']): string {
  const lower = `a learning rate below ${learningRate} may help`
  switch (ailment.kind) {
    case 'same-outputs':
      return `the outputs are the same for all of ${ailment.examples} examples; ${lower}`
    case 'standstill': {
      const other = ailment.saturated ? lower : 'another learning rate or more hidden units may help'
      return `the loss stands still at ${ailment.loss.toFixed(5)} since the first epoch; ${other}`
    }
    case 'same-units': {
      const { part, layer, examples } = ailment
      const leaky = activation === 'relu' ? ', or --activation leaky-relu' : ''
      return `${Math.round(100 * part)} % of the units of hidden layer ${layer} say the same of all of ${examples} examples; ${lower}${leaky}`
    }
  }
}
