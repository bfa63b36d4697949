import { createRequire } from 'node:module'
import { join } from 'node:path'
import { UsageError } from '@antigrad/core'

/** What is used of koffi, which calls functions of C libraries. */
export interface Koffi {
  load(path: string | null, options?: { readonly global?: boolean; readonly lazy?: boolean }): Library
  /** The address of what `Library.symbol` found. */
  address(symbol: unknown): bigint
}

export interface Library {
  /** Declared in C. Only ever called synchronously: crashes were seen with MPI otherwise. */
  func(declaration: string): (...values: unknown[]) => number
  /** @throws where the library has no such symbol */
  symbol(name: string): unknown
}

/** The version that was tried. */
export const KOFFI_VERSION = '3.3.4'

/**
 * koffi, which is not installed with antigrad: found beside it, in the working folder, or by NODE_PATH.
 * @throws UsageError where it is nowhere, with the command that installs it
 */
export function requireKoffi(): Koffi {
  for (const from of [import.meta.url, join(process.cwd(), 'package.json')]) {
    try {
      return createRequire(from)('koffi')
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
  throw new UsageError(
    `several ranks need the package koffi, which calls MPI and is not installed: npm install --ignore-scripts koffi@${KOFFI_VERSION}`,
  )
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    ['MODULE_NOT_FOUND', 'UNDECLARED_DEPENDENCY', 'MISSING_PEER_DEPENDENCY'].includes(String(error.code))
  )
}
