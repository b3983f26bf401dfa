// The transforms and predicates that run here, as data: the builder, validation and plugin lists read them.
import { apacheFieldTransforms } from './transforms/apache-fields'
import { apacheRecordTransforms } from './transforms/apache-records'
import { confluentTransforms } from './transforms/confluent'
import { debeziumTransforms } from './transforms/debezium'
import { jcustenborderTransforms } from './transforms/jcustenborder'
import { predicateDefinitions } from './transforms/predicates'
import type { PredicateDefinition, TransformDefinition, TransformVariant } from './transforms/shape'

export { predicateDefinitions }
export type {
  PredicateDefinition,
  TransformDefinition,
  TransformFamily,
  TransformProperty,
  TransformVariant,
} from './transforms/shape'

export const transformDefinitions: readonly TransformDefinition[] = [
  ...apacheFieldTransforms,
  ...apacheRecordTransforms,
  ...confluentTransforms,
  ...debeziumTransforms,
  ...jcustenborderTransforms,
]

/** One class as `transforms.x.type` names it. */
export type TransformClass = {
  className: string
  definition: TransformDefinition
  variant: TransformVariant | null
}

const classesOf = (definition: TransformDefinition): TransformClass[] => {
  const { className, variants } = definition
  if (variants.length === 0) return [{ className, definition, variant: null }]
  return variants.map((variant) => ({ className: `${className}$${variant}`, definition, variant }))
}

export const transformClasses: readonly TransformClass[] = transformDefinitions.flatMap(classesOf)

const simpleName = (className: string): string => className.slice(className.lastIndexOf('.') + 1)

/** By the full class, or by its name without the package where only one has it. */
function findByClass<Item extends { className: string }>(
  items: readonly Item[],
  type: string,
): Item | undefined {
  const exact = items.find(({ className }) => className === type)
  if (exact) return exact
  const simple = items.filter(({ className }) => simpleName(className) === type)
  return simple.length === 1 ? simple[0] : undefined
}

export const findTransform = (type: string): TransformClass | undefined => findByClass(transformClasses, type)

export const findPredicate = (type: string): PredicateDefinition | undefined =>
  findByClass(predicateDefinitions, type)
