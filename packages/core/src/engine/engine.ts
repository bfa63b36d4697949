import type { Arena } from './arena.js'
import { Computation } from './computation.js'
import type { Kernels } from './kernels/kernels.js'
import { allocateUnshared, bestKernels } from './memory.js'
import { type Slice, type Sorted, wholeSlice, wholeSorted } from './slice.js'
import type { SingleThread } from './workspace.js'

/** All that one thread computes with: a workspace in memory of its own, and the kernels over it. */
export interface Engine {
  readonly kernels: Kernels
  readonly computation: Computation
  /** All parameters: what a gradient or a step of one thread covers. */
  readonly slice: Slice
  /** What is sorted of a minibatch of the planned size: all inputs, or nothing. */
  readonly sorted: readonly Sorted[]
}

/**
 * An engine over the views that `allocateViews` takes: `allocateSingleThread`, and whatever else the caller wants in the same
 * memory.
 * @throws UsageError where the machine does not give so much memory
 */
export function createEngine<Views extends SingleThread>(
  allocateViews: (arena: Arena) => Views,
  name: Kernels['name'] = bestKernels(),
): Views & Engine {
  const { views, createKernels } = allocateUnshared(name, allocateViews)
  const { workspace, scratch } = views
  const kernels = createKernels()
  return {
    ...views,
    kernels,
    computation: new Computation(workspace, kernels, scratch),
    slice: wholeSlice(workspace.architecture),
    sorted: wholeSorted(workspace.architecture, workspace.plan.batchSize, scratch.columns),
  }
}
