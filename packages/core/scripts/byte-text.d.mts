export function byteText(bytes: Uint8Array): string
