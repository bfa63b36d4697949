/** `antigrad/internal`: what the other entries build on. It may change in any version, whatever its number says. */
export * from '@antigrad/core/internal'
