/** `antigrad/data`: datasets of rows, texts and bytes that a program has. Runs everywhere; for files see `antigrad/node`. */
export * from '@antigrad/data/pure'
