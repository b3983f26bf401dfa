import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import type { CompareNodes, Comparison } from '@/lib/schemas/json/differences'
import type { SchemaNode } from '@/lib/schemas/json/node'

const maxPairs = 250_000

type Combined = Extract<SchemaNode, { kind: 'combined' }>
type Pairing = { taken: Map<number, number>; edges: (Comparison | null)[][] }

/** anyOf, oneOf and allOf: as many parts as the smaller side has must find a compatible partner, each its own. */
export function compareCombined(
  original: Combined,
  update: Combined,
  at: Comparison,
  compare: CompareNodes,
): void {
  if (original.criterion !== update.criterion) {
    const isExtended = canBecome(original, update)
    at.add(isExtended ? 'COMBINED_TYPE_EXTENDED' : 'COMBINED_TYPE_CHANGED')
    if (!isExtended) return
  }
  const isProduct = update.criterion === 'allOf'
  if (original.parts.length < update.parts.length)
    at.add(isProduct ? 'PRODUCT_TYPE_EXTENDED' : 'SUM_TYPE_EXTENDED')
  if (original.parts.length > update.parts.length)
    at.add(isProduct ? 'PRODUCT_TYPE_NARROWED' : 'SUM_TYPE_NARROWED')
  if (original.parts.length * update.parts.length > maxPairs)
    throw new InvalidSchemaError(
      `Combinations of ${original.parts.length} and ${update.parts.length} schemas cannot be compared`,
    )
  const edges = original.parts.map((part, index) =>
    update.parts.map((other) => {
      const trial = at.trial(original.criterion, index)
      compare(part, other, trial)
      return trial.isCompatible ? trial : null
    }),
  )
  const pairing: Pairing = { taken: new Map(), edges }
  const matched = original.parts.filter((_part, index) => findPartner(index, pairing, new Set())).length
  for (const [to, from] of pairing.taken) {
    const trial = edges[from]?.[to]
    if (trial) at.take(trial)
  }
  if (matched < Math.min(original.parts.length, update.parts.length))
    at.add('COMBINED_TYPE_SUBSCHEMAS_CHANGED')
}

function canBecome(original: Combined, update: Combined): boolean {
  const isSingle = original.parts.length === 1
  if (update.criterion === 'anyOf') return true
  return update.criterion === 'oneOf' ? isSingle : isSingle && update.parts.length === 1
}

/** The largest matching of a bipartite graph, one augmenting path at a time. */
function findPartner(from: number, pairing: Pairing, tried: Set<number>): boolean {
  for (const [to, edge] of (pairing.edges[from] ?? []).entries()) {
    if (edge === null || tried.has(to)) continue
    tried.add(to)
    const other = pairing.taken.get(to)
    if (other !== undefined && !findPartner(other, pairing, tried)) continue
    pairing.taken.set(to, from)
    return true
  }
  return false
}
