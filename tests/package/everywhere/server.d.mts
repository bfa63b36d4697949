/** What a page needs to share memory with its workers. */
export const ISOLATED: Readonly<Record<string, string>>

/** The files of a folder, at an address that ends in `/`. */
export interface Server {
  readonly url: string
  close(): Promise<void>
}

export function serve(folder: string, headers: Readonly<Record<string, string>>): Promise<Server>
