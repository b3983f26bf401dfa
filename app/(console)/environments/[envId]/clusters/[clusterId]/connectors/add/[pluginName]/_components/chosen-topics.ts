import type { TopicRow } from '@/lib/topics/schema'
import { configOf, type FormValues } from '../../../_components/form-values'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'

export const splitTopics = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((topic) => topic.trim())
    .filter((topic) => topic !== '')

/** Those that a connector of a user's making may have to do with. */
export const ownTopics = (topics: readonly TopicRow[] | undefined): TopicRow[] | undefined =>
  topics?.filter(({ isInternal, name }) => !isInternal && !name.startsWith('_'))

/** Topics whose whole name a pattern matches; null for a pattern that this browser cannot read. */
export function matchingTopics(pattern: string, topics: readonly TopicRow[]): TopicRow[] | null {
  try {
    const whole = new RegExp(`^(?:${pattern})$`, 'u')
    return topics.filter(({ name }) => whole.test(name))
  } catch {
    return null
  }
}

/** The names of the topics that the form speaks of, a pattern's matches included. */
export function topicsOf(
  spec: ConnectorSpec,
  values: FormValues,
  topics: readonly TopicRow[] | undefined,
): string[] {
  const config = configOf(spec, values)
  const field = spec.fields.find(({ control }) => control === 'topic' || control === 'topics')
  const named = splitTopics(config[field?.name ?? ''])
  const pattern = config['topics.regex']
  if (named.length > 0 || pattern === undefined) return named
  return matchingTopics(pattern, ownTopics(topics) ?? [])?.map(({ name }) => name) ?? []
}
