export function serve(
  folder: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly url: string; close(): Promise<void> }>
