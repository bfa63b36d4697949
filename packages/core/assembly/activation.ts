// The numbers by which the kernels know an activation: the order of ACTIVATIONS in src/network/activation.ts, then softmax.

export const SIGMOID: i32 = 0
export const TANH: i32 = 1
export const RELU: i32 = 2
export const LEAKY_RELU: i32 = 3
export const GELU: i32 = 4
export const SILU: i32 = 5
export const LINEAR: i32 = 6
export const SOFTMAX: i32 = 7
