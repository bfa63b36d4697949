// What the wide module has beside index.ts: with half of its registers it would pay less, and the narrow one is what pages carry.
export { litGradient } from './lit-gradient'
export { litProduct } from './lit-product'
