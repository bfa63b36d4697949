/** The names of the files in a run's folder. */
export const RUN_FILES = {
  /** What was asked. */
  config: 'config.json',
  /** What happened, a line each time. */
  log: 'log.jsonl',
  model: 'model.safetensors',
  /** A page about the run. */
  report: 'report.html',
  checkpoint: 'checkpoint.safetensors',
  /** The checkpoint before it. */
  previous: 'checkpoint.previous.safetensors',
  lock: 'run.lock',
} as const
