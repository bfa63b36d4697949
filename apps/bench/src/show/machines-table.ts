import { blockCount } from '@antigrad/core/internal'
import { MACHINES_ASSUMPTIONS } from '../model/assumptions.js'
import type { MachinesModel } from '../model/machines-model.js'
import { MACHINE_NETWORKS, type MachineNetwork } from '../model/networks.js'
import { thousands } from './format.js'
import type { Table } from './table.js'

export const MACHINES = [1, 2, 4, 8, 16, 32, 64] as const
export const MACHINES_BATCH_SIZES = [256, 1024, 4096, 16_384] as const

/** Modelled examples per second of several machines, a minibatch a row; nothing where there are more machines than blocks of rows. */
function machinesTable(name: string, model: MachinesModel, network: MachineNetwork): Table {
  const cores = model.threads === 1 ? '1 core' : `${model.threads} cores`
  return {
    title: `MODEL, not measured: examples/s of ${name}, by machines of ${cores}; ${network.name}`,
    columns: ['minibatch', ...MACHINES.map(String), 'pays up to'],
    text: 0,
    rows: MACHINES_BATCH_SIZES.map((batchSize) => [
      String(batchSize),
      ...MACHINES.map((machines) =>
        machines > blockCount(batchSize) ? '–' : thousands(model.throughput(batchSize, machines, network)),
      ),
      String(model.paysUpTo(batchSize, network)),
    ]),
  }
}

/** A table for each network. */
export function machinesTables(name: string, model: MachinesModel): Table[] {
  return MACHINE_NETWORKS.map((network) => machinesTable(name, model, network))
}

/** What the model of machines assumes, and where the figures of its networks are from. */
export function machinesNotes(): string[] {
  return [...MACHINES_ASSUMPTIONS, ...MACHINE_NETWORKS.map(({ name, source }) => `${name}: ${source}.`)]
}
