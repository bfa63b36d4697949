/** What a page without a bundler imports: `dist/browser/antigrad.js`, made of this. A model alone is asked by `predict.js` there. */
export * from './data.js'
export * from './index.js'
export * from './parallel.js'
