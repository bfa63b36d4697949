// The package, as a program that installed it imports it.
export * from 'antigrad'
export * from 'antigrad/parallel'
export { readModel } from 'antigrad/predict'
export * from 'antigrad/predict-simd'
