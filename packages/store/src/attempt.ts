import { FileError } from '@antigrad/core'

/** What a person can do about it, by the code of the system call's error. */
const ADVICE: Readonly<Record<string, string>> = {
  EACCES: 'no permission; check the owner and mode of the file and its folder',
  EEXIST: 'something is in its place already; choose another path',
  EDQUOT: 'the quota is used up; free some space',
  EFBIG: 'the file is larger than the system allows',
  EIO: 'the device reported a fault; check the disk',
  EISDIR: 'a folder is in its place; move it away',
  EMFILE: 'too many open files; raise the limit (ulimit -n)',
  ENAMETOOLONG: 'the name is too long; choose a shorter one',
  ENFILE: 'the system has too many open files',
  ENOENT: 'there is no such file or folder; check the path',
  ENOSPC: 'no space left on the disk; free some',
  ENOTDIR: 'a file is in the place of a folder; check the path',
  EPERM: 'not permitted; check the owner and mode of the file and its folder',
  EROFS: 'the file system is read-only; choose another folder',
  ESTALE: 'the network file system lost the file; try again',
  ETXTBSY: 'another program uses the file',
}

/** The code of a system call's error (`ENOSPC`), or undefined for any other error. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/**
 * Does one operation on a file, and says in one line which one failed, on which file, why, and what to do.
 * @throws FileError for an error of a system call; any other error as it is
 */
export async function attempt<T>(file: string, operation: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    const code = codeOf(error)
    if (code === undefined) throw error
    const advice = ADVICE[code] ?? (error as Error).message
    throw new FileError(`${file}: cannot ${operation} (${code}): ${advice}`, { cause: error })
  }
}

/** Does what failed already, or may fail without harm: its own error is of no interest. */
export async function tryTo(action: () => Promise<unknown>): Promise<void> {
  await action().catch(() => undefined)
}
