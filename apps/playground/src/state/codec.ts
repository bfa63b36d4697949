/** How a setting is written in the address. `read` returns undefined for text that is not a value. */
export interface Codec<T> {
  read(text: string): T | undefined
  write(value: T): string
}

/** A number from `least` to `most`. */
export function number(least: number, most: number): Codec<number> {
  return {
    read: (text) => {
      const value = text.trim() === '' ? Number.NaN : Number(text)
      return value >= least && value <= most ? value : undefined
    },
    write: (value) => String(Number(value.toPrecision(6))),
  }
}

/** A whole number from `least` to `most`. */
export function whole(least: number, most: number): Codec<number> {
  const { read, write } = number(least, most)
  return {
    read: (text) => {
      const value = read(text)
      return value !== undefined && Number.isInteger(value) ? value : undefined
    },
    write,
  }
}

/** One of the words given. */
export function oneOf<Word extends string>(words: readonly Word[]): Codec<Word> {
  return { read: (text) => words.find((word) => word === text), write: (word) => word }
}

/** Numbers from `least` to `most`, at most `longest` of them. */
export function numbers(least: number, most: number, longest: number): Codec<readonly number[]> {
  const one = number(least, most)
  return {
    read: (text) => {
      const values = text === '' ? [] : text.split('_').map(one.read)
      return values.length <= longest && values.every((value) => value !== undefined) ? values : undefined
    },
    write: (values) => values.map(one.write).join('_'),
  }
}
