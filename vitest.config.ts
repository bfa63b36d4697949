import { configDefaults, defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Tests of units, which leave a process as they found it: modules are loaded and compiled once for many files. */
const IN_ONE_PROCESS = [
  'packages/*/src/**/*.test.ts',
  'apps/*/src/**/*.test.ts',
  'tests/{golden,gradients,kernels,metrics,style}/**/*.test.ts',
]

/** Those that replace modules, globals or methods of a process, or count what it has open. */
const OWN_PROCESS = [
  'apps/cli/src/hyperparameters/table.test.ts',
  'apps/cli/src/run/{kernels,stop}.test.ts',
  'apps/playground/src/{controls/format,figures/frame,state/at-most,state/slowly}.test.ts',
  'packages/core/src/{engine/memory,training/check-kernels}.test.ts',
  'packages/data/src/{feature-file,files,tables/large-table}.test.ts',
]

/** Other tests that need no core to themselves: they time nothing, stop no run on its way, and start no ranks that train. */
const SIDE_BY_SIDE = [
  ...OWN_PROCESS,
  'tests/{bench,examples,fixtures,fuzz,guide,lecture,package,playground,reference,report,tables}/**/*.test.ts',
  'tests/cli/{damage,evaluate,exit-codes,export,formats,from,kernels,labels,large-model,metric,modules,newcomer}.test.ts',
  'tests/cli/{no-webassembly,numpy,photographs,picture,pipes,table,train}.test.ts',
  'tests/cluster/{examples,sums}.test.ts',
  'tests/faults/{kill,save}.test.ts',
  'tests/parallel/{active-workers,freeze,identity,minibatch,own-rows,ranks,recipes,row-blocks,shares,stored-features}.test.ts',
]

/** What takes longest, in order: begun last, it would be waited for on one core. */
const LONGEST = ['tests/cli/photographs', 'tests/bench/scenarios', 'tests/reference/pytorch']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`${name}.test.ts`))
      return at < 0 ? LONGEST.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  test: {
    reporters: ['default', './tests/closing-line.ts'],
    pool: 'forks',
    setupFiles: ['./tests/setup.ts'],
    testTimeout: 60_000,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'in one process',
          include: IN_ONE_PROCESS,
          exclude: [...configDefaults.exclude, ...OWN_PROCESS],
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'side by side', include: SIDE_BY_SIDE, maxWorkers: 2, sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['tests/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...IN_ONE_PROCESS, ...SIDE_BY_SIDE],
          // Some bound how long a release may take, and some strike a run before it ends: one file at a time.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
