/** The file system of a folder that holds one file at first, in memory: as much of it as the readers of runs use. */
export function folderWith(name, bytes) {
  const contents = new Map([[name, bytes]])
  const at = (path) => {
    const found = contents.get(path)
    if (found) return found
    throw Object.assign(new Error('no such file'), { code: 'ENOENT' })
  }
  return {
    async open(path, mode) {
      if (mode === 'create') contents.set(path, new Uint8Array(0))
      at(path)
      return {
        stat: async () => ({ isFile: true, size: at(path).length }),
        async read(into, position) {
          const part = at(path).subarray(position, position + into.length)
          into.set(part)
          return part.length
        },
        async write(more) {
          contents.set(path, Uint8Array.from(Buffer.concat([at(path), more])))
          return more.length
        },
        close: async () => {},
      }
    },
    async link(from, to) {
      if (contents.has(to)) throw Object.assign(new Error('there is one'), { code: 'EEXIST' })
      contents.set(to, at(from))
    },
    async rename(from, to) {
      contents.set(to, at(from))
      contents.delete(from)
    },
    remove: async (path) => void contents.delete(path),
  }
}
