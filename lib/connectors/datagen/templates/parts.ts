// What templates are written with.
import type { ValueListName } from '../value-lists'

export type ArgProperties = Record<string, unknown>
export type TemplateField = { name: string; type: unknown }
export type DatagenTemplate = {
  label: string
  description: string
  keyField: string
  /** Long lists of values stand in it by their names: `loadTemplate` fills them in. */
  schema: Record<string, unknown>
}
export type DatagenTemplates = Record<string, DatagenTemplate>

export const field = (
  name: string,
  type: string,
  args?: ArgProperties,
  logicalType?: string,
): TemplateField => ({
  name,
  type:
    args || logicalType
      ? { type, ...(logicalType && { logicalType }), ...(args && { 'arg.properties': args }) }
      : type,
})
export const range = (min: number, max: number): ArgProperties => ({ range: { min, max } })
export const iteration = (start: number, step?: number): ArgProperties => ({
  iteration: { start, ...(step && { step }) },
})
export const options = (...values: unknown[]): ArgProperties => ({ options: values })
export const optionsFrom = (list: ValueListName): ArgProperties => ({ options: { list } })
export const regex = (pattern: string): ArgProperties => ({ regex: pattern })
export const record = (
  namespace: string,
  name: string,
  fields: TemplateField[],
  args?: ArgProperties,
): Record<string, unknown> => ({
  type: 'record',
  name,
  namespace,
  fields,
  ...(args && { 'arg.properties': args }),
})

export const startOf2021 = 1609459200000
/** February 2017 to February 2018. */
export const yearOfUsers = [1487715775521, 1519273364600] as const
