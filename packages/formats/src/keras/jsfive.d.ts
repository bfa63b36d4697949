/** What is used of jsfive 0.4, which has no declarations. */
declare module 'jsfive' {
  export class Dataset {
    readonly shape: readonly number[]
    readonly dtype: unknown
    /** All values in C order. */
    readonly value: ArrayLike<number>
  }
  export class Group {
    readonly keys: readonly string[]
    readonly attrs: Readonly<Record<string, unknown>>
    /** Throws a text where nothing lies at the path. */
    get(path: string): Group | Dataset | null
  }
  export class File extends Group {
    constructor(bytes: ArrayBuffer, name: string)
  }
}
