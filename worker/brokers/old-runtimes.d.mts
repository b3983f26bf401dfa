export function removeOldRuntimes(
  target: string,
  current: string,
  options?: { proc?: string },
): Promise<string[]>
