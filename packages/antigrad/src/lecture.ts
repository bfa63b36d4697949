/** `antigrad/lecture`: the lecture's pieces in float64, from one dimension to back propagation with matrices. */
export * from '@antigrad/core/lecture'
