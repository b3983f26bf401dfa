import { z } from 'zod'
import { AppError } from '@/lib/errors'

export type Labels = Record<string, string>
export type Filter =
  | { op: 'EQ' | 'GT' | 'GTE'; field: string; value: string | number }
  | { op: 'AND' | 'OR'; filters: Filter[] }
  | { op: 'NOT'; filter: Filter }

const maxFilters = 200

export const filterInput: z.ZodType<Filter> = z.lazy(() =>
  z.discriminatedUnion('op', [
    z.object({
      op: z.enum(['EQ', 'GT', 'GTE']),
      field: z.string().max(100),
      value: z.union([z.string().max(500), z.number()]),
    }),
    z.object({ op: z.enum(['AND', 'OR']), filters: z.array(filterInput).min(1).max(maxFilters) }),
    z.object({ op: z.literal('NOT'), filter: filterInput }),
  ]),
)

/** Labels are compared as text. A label that a series does not have matches nothing. */
export function matches(filter: Filter | undefined, labels: Labels): boolean {
  if (filter === undefined) return true
  switch (filter.op) {
    case 'AND':
      return filter.filters.every((one) => matches(one, labels))
    case 'OR':
      return filter.filters.some((one) => matches(one, labels))
    case 'NOT':
      return !matches(filter.filter, labels)
    default: {
      const label = labels[filter.field]
      if (label === undefined) return false
      const value = String(filter.value)
      if (filter.op === 'EQ') return label === value
      return filter.op === 'GT' ? label > value : label >= value
    }
  }
}

export function* fieldsOf(
  filter: Filter | undefined,
): Generator<{ field: string; value: string; op: string }> {
  if (filter === undefined) return
  if ('filters' in filter) for (const one of filter.filters) yield* fieldsOf(one)
  else if ('filter' in filter) yield* fieldsOf(filter.filter)
  else yield { field: filter.field, value: String(filter.value), op: filter.op }
}

export function checkFields(filter: Filter | undefined, known: readonly string[]): void {
  for (const { field } of fieldsOf(filter))
    if (!known.includes(field)) {
      const message = `Cannot filter on "${field}". Known: ${known.join(', ')}.`
      throw new AppError('invalid', message, { fields: [{ path: 'filter', message }] })
    }
}
