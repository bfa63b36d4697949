import type { ModelRecord } from '../records/model-record.js'
import type { Chart } from './chart.js'
import { machinesNotes, machinesTables } from './machines-table.js'
import { aboutRecord } from './markdown.js'
import { costTable, errorLine, MODEL_BATCH_SIZES, MODEL_CORES, modelTable } from './model-table.js'
import { page, type Section } from './page.js'
import { compact } from './scaling-page.js'

type StrategyRecord = ModelRecord['models'][number]

/** The record of `pnpm bench model` as a page with its curves. */
export function modelPage(record: ModelRecord): string {
  const name = record.sizes.join('-')
  const sections = record.models.map(
    (one): Section => ({
      title: `MODEL: ${name}, ${one.strategy}`,
      text: [errorLine(one.model, record.points)],
      charts: [modelChart(record, one)],
      tables: [modelTable(name, one.model), costTable(name, one.model)],
    }),
  )
  const machines: Section = {
    title: `MODEL: ${name}, several machines`,
    text: [],
    charts: [],
    tables: machinesTables(name, record.machines.model),
  }
  return page({
    title: 'A model of more cores',
    headline: 'A model, not a measurement: how fast this network would train on machines with more cores.',
    about: `${record.command} · ${aboutRecord(record)}`,
    sections: [...sections, machines],
    terms: [
      ['MODEL', 'costs fitted to what was measured on this machine, drawn for machines with more cores.'],
      ['marks', 'measured rates.'],
    ],
    notes: [...record.assumptions, ...machinesNotes()],
  })
}

function modelChart({ points }: ModelRecord, { strategy, model }: StrategyRecord): Chart {
  return {
    title: 'MODEL: examples per second, a curve for each minibatch; marks are measured',
    xName: 'cores (model)',
    xTicks: MODEL_CORES,
    logarithmic: true,
    format: compact,
    curves: [...MODEL_BATCH_SIZES].reverse().map((batchSize) => ({
      name: String(batchSize),
      points: MODEL_CORES.map((threads) => ({ x: threads, y: model.throughput({ threads, batchSize }) })),
      marks: points
        .filter((point) => point.strategy === strategy && point.batchSize === batchSize)
        .map((point) => ({ x: point.threads, y: point.examplesPerSecond })),
    })),
  }
}
