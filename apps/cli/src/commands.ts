import type { Command } from 'commander'

type Register = (program: Command) => void

/** The commands, in the order of the help. Each is loaded when it is needed: what it works with takes time. */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  train: async () => (await import('./commands/train.js')).registerTrain,
  sweep: async () => (await import('./commands/sweep.js')).registerSweep,
  runs: async () => (await import('./commands/runs.js')).registerRuns,
  evaluate: async () => (await import('./commands/evaluate.js')).registerEvaluate,
  predict: async () => (await import('./commands/predict.js')).registerPredict,
  import: async () => (await import('./commands/import.js')).registerImport,
  export: async () => (await import('./commands/export.js')).registerExport,
  verify: async () => (await import('./commands/verify.js')).registerVerify,
  approximate: async () => (await import('./commands/approximate.js')).registerApproximate,
  descend: async () => (await import('./commands/descend.js')).registerDescend,
  explain: async () => (await import('./commands/explain.js')).registerExplain,
  gradcheck: async () => (await import('./commands/gradcheck.js')).registerGradcheck,
}

/**
 * Registers the command that `args` begin with; all of them where they begin with none, for the help and for
 * suggestions.
 */
export async function registerCommands(program: Command, args: readonly string[]): Promise<void> {
  const [name] = args
  const named =
    name !== undefined && Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]] : Object.values(COMMANDS)
  for (const load of named) (await load())(program)
}
