/** `antigrad/predict-simd`: what makes a model of `antigrad/predict` fast. */
export * from '@antigrad/core/predict-simd'
