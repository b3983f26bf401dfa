// Names for what has none that a schema language takes.

/** Names that a language takes, each once. */
export class ValidNames {
  private readonly taken: Set<string>

  constructor(taken: Iterable<string> = []) {
    this.taken = new Set(taken)
  }

  take(wanted: string): string {
    const letters = wanted.replace(/[^A-Za-z0-9_]/g, '_')
    const valid = /^[A-Za-z_]/.test(letters) ? letters : `_${letters}`
    let name = valid
    for (let count = 2; this.taken.has(name); count++) name = `${valid}_${count}`
    this.taken.add(name)
    return name
  }
}

const isValidName = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)

/** zip-code → ZipCode */
export const typeName = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('') || 'Record'

/** Names of fields that are valid keep theirs; the others get one that no field has. */
export function fieldNames(keys: readonly string[]): Map<string, string> {
  const names = new ValidNames(keys.filter(isValidName))
  return new Map(keys.map((key) => [key, isValidName(key) ? key : names.take(key)]))
}
