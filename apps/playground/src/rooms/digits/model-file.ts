import { type Network, readModel, writeModel } from '@antigrad/core'

/** Reads a model file of `antigrad train`. Throws BadInput for anything else. */
export async function readModelFile(file: File): Promise<Network> {
  return readModel(new Uint8Array(await file.arrayBuffer()), file.name).network
}

/** Hands the network to the user as a model file that `antigrad` reads. */
export function saveModelFile(network: Network, weightsHash: string | undefined): void {
  const classes = Array.from({ length: 10 }, (_, digit) => String(digit))
  const image = { width: 28, height: 28 }
  const bytes = writeModel(network, { classes, image, ...(weightsHash && { weightsHash }) })
  const address = URL.createObjectURL(new Blob([Uint8Array.from(bytes)]))
  const link = Object.assign(document.createElement('a'), { href: address, download: 'digits.safetensors' })
  link.click()
  // The browser has taken what it needs once the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address))
}
