/**
 * `antigrad/worker`: what runs in a worker of `ParallelTrainer`. Import it in a file of your own where a bundler does not find
 * the worker by itself, and hand over what starts it: `worker: () => new Worker(…)`.
 */
import '@antigrad/parallel/worker'
