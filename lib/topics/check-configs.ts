import { didYouMean } from '@/lib/connectors/validation/did-you-mean'
import { AppError, type FieldError } from '@/lib/errors'
import { topicConfigSpecs, validateTopicConfig } from '@/lib/topics/topic-configs'

type GivenConfig = { name: string; value?: string | null | undefined }

/**
 * Refuses names and values that Kafka would refuse, with the field that has them. `known` are the names that this cluster has;
 * `at` says where an entry stands in the request.
 */
export function checkTopicConfigs(
  configs: readonly GivenConfig[],
  known: readonly string[],
  at: (index: number) => string,
): void {
  const fields: FieldError[] = []
  const seen = new Set<string>()
  for (const [index, { name, value }] of configs.entries()) {
    const reason = seen.has(name) ? `${name} is given twice.` : reasonOf(name, value, known)
    seen.add(name)
    if (reason !== null) fields.push({ path: at(index), message: reason })
  }
  if (fields.length > 0)
    throw new AppError('invalid', 'The configuration is not valid.', {
      fields,
      details: { kafkaErrorCode: 40002 },
    })
}

function reasonOf(name: string, value: string | null | undefined, known: readonly string[]): string | null {
  if (known.length > 0 && !known.includes(name)) {
    const close = didYouMean(name, known)
    return `There is no topic configuration "${name}".${close ? ` Did you mean ${close}?` : ''}`
  }
  if (value === null || value === undefined) return null
  const reason = validateTopicConfig(name, value)
  return reason === null ? null : `${name}: ${reason}`
}

/** The names of a local broker's topics; another Kafka may know others, so there Kafka decides. */
export const knownTopicConfigs = Object.keys(topicConfigSpecs)
