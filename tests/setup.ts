import fc from 'fast-check'

// A tree is judged by the same cases each time; at home every run of the properties tries new ones.
if (process.env.CI) fc.configureGlobal({ seed: 1 })
