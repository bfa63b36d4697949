/** Whom a rank sends to and receives from, in each round: all ranks at one distance, so that nobody waits for a third. */
export function partners(rank: number, ranks: number): { readonly to: number; readonly from: number }[] {
  return Array.from({ length: ranks - 1 }, (_, n) => ({
    to: (rank + n + 1) % ranks,
    from: (rank + ranks - n - 1) % ranks,
  }))
}
