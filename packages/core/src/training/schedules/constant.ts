/** The learning rate stays. */
export interface Constant {
  readonly name: 'constant'
}

/** The learning rate stays as it is given. */
export function constant(): Constant {
  return { name: 'constant' }
}
