/** What was read of one file, and its name for messages. */
export interface FileBytes {
  readonly file: string
  readonly bytes: Uint8Array
}
