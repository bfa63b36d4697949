/** `antigrad/predict`: a model read and asked, and nothing else: a few kilobytes, no WebAssembly, any Content-Security-Policy. */
export * from '@antigrad/core/predict'
