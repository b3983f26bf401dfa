// A schema as people read it: fields with their types, one below the other. Made from the text alone, so that it
// can be drawn while one types: names that are defined elsewhere stay names.
export type TreeNode = {
  /** A field's name, or what this part of a type is: "items", "one of", "record". */
  name: string
  type: string
  /** `timestamp-millis`, `decimal(9, 2)`, a JSON Schema's format. */
  logical: string | null
  /** A value of the data may lack it. */
  isOptional: boolean
  /** As JSON; null: none. */
  default: string | null
  doc: string | null
  /** "field 3", "one of A, B", "at least 0". */
  notes: string[]
  /** Made when it is opened: a type that holds itself has no end. */
  children: (() => TreeNode[]) | null
}

export const treeNode = (given: Pick<TreeNode, 'name' | 'type'> & Partial<TreeNode>): TreeNode => ({
  logical: null,
  isOptional: false,
  default: null,
  doc: null,
  notes: [],
  children: null,
  ...given,
})

/** The names of the types around a node: one that comes again is not opened again. */
export type Around = ReadonlySet<string>
export const inside = (around: Around, name: string): Around => new Set([...around, name])

const shownValues = 20
export const listed = (values: readonly string[]): string =>
  values.length <= shownValues
    ? values.join(', ')
    : `${values.slice(0, shownValues).join(', ')} and ${values.length - shownValues} more`

export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null
