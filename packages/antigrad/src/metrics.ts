/** `antigrad/metrics`: how well outputs fit labels or numbers, as scikit-learn has it. */
export * from '@antigrad/core/metrics'
