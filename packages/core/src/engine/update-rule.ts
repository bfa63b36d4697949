/** How weights follow their gradient, as plain data. The forms are PyTorch's: docs/derivation.md. */
export type UpdateRule =
  | { readonly name: 'sgd'; readonly weightDecay?: number }
  | { readonly name: 'momentum' | 'nesterov'; readonly momentum: number; readonly weightDecay?: number }
  | {
      readonly name: 'rmsprop'
      readonly alpha: number
      readonly epsilon: number
      readonly weightDecay?: number
    }
  | {
      readonly name: 'adam' | 'adamw'
      readonly beta1: number
      readonly beta2: number
      readonly epsilon: number
      readonly weightDecay?: number
    }
