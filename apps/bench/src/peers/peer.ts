import { fileURLToPath } from 'node:url'

/** Somebody's library, and how to run it at our task. */
export interface Peer {
  readonly name: string
  readonly language: 'JavaScript' | 'Python'
  /** A module of bench/peers/js, or a program of bench/peers/python. */
  readonly program: string
  /** Packages whose folders, with all they depend on, are its install; Python's programs measure their own. */
  readonly packages: readonly string[]
  /** Modules that a python3 must have. */
  readonly modules: readonly string[]
  /** Of another checkout: its root. */
  readonly checkout?: string
  /** Why only one thread is tried; absent where it takes several. */
  readonly single?: string
  /** The recipes that its program knows; the lecture's where absent. */
  readonly recipes?: readonly TaskRecipe[]
  /** In which its task differs from the others'. */
  readonly differs?: string
}

/** What is trained: σ, squares and SGD, or ReLU, softmax cross-entropy and Adam. */
export type TaskRecipe = 'lecture' | 'modern'

/** Whether a peer's program knows a recipe. */
export function knows({ recipes = ['lecture'] }: Peer, recipe: TaskRecipe): boolean {
  return recipes.includes(recipe)
}

/** The folder of the peers' programs, with their own packages. */
export const PEERS = fileURLToPath(new URL('../../../../bench/peers/', import.meta.url))

const javascript = { language: 'JavaScript', modules: [] } as const
const python = { language: 'Python', packages: [] } as const

/** antigrad first; the others in alphabetical order within their language. */
export const PEER_LIST: readonly Peer[] = [
  {
    ...javascript,
    name: 'antigrad',
    program: 'antigrad',
    packages: ['@antigrad/parallel', '@antigrad/core'],
    recipes: ['lecture', 'modern'],
  },
  {
    ...javascript,
    name: '@jax-js/jax, wasm',
    program: 'jax',
    packages: ['@jax-js/jax'],
    single: 'its threads are web workers, which Node has not',
  },
  {
    ...javascript,
    name: '@tensorflow/tfjs, cpu',
    program: 'tfjs-cpu',
    packages: ['@tensorflow/tfjs'],
    single: 'its cpu backend has one thread',
  },
  {
    ...javascript,
    name: '@tensorflow/tfjs, wasm',
    program: 'tfjs-wasm',
    packages: ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm'],
    single: 'its wasm backend has no threads in Node (tfjs issue 3830)',
  },
  {
    ...javascript,
    name: 'brain.js',
    program: 'brain',
    packages: ['brain.js'],
    single: 'it has one thread',
    differs: 'no minibatches: a step for each example, with the learning rate divided by the minibatch',
  },
  {
    ...javascript,
    name: 'mind-net.js',
    program: 'mind-net',
    packages: ['mind-net.js'],
    differs: 'float64; with several threads its ParallelModelWrapper',
  },
  { ...python, name: 'numpy', program: 'lesson', modules: ['numpy'] },
  {
    ...python,
    name: 'PyTorch',
    program: 'torch_peer',
    modules: ['numpy', 'torch'],
    recipes: ['lecture', 'modern'],
  },
  {
    ...python,
    name: 'PyTorch, autograd',
    program: 'torch_autograd_peer',
    modules: ['numpy', 'torch'],
    recipes: ['modern'],
  },
  {
    ...python,
    name: 'scikit-learn',
    program: 'sklearn_peer',
    modules: ['numpy', 'sklearn'],
    differs: 'logarithmic loss, a sixth of the learning rate: its sigmoid outputs have no squared loss',
  },
]
