// Whether a cluster has the topics that a configuration names, and whether its regular expressions can be read as Java's.
import { RegexError, javaRegex } from '@/lib/connectors/transforms/java-regex'
import { listOf, type ConfigProblem, type ConnectorConfig } from '@/lib/connectors/config/config-values'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'

const DEAD_LETTERS = 'errors.deadletterqueue.topic.name'

/** `config` is effective; `topics` null while Kafka does not answer. */
export function topicProblems(
  spec: ConnectorSpec,
  config: ConnectorConfig,
  topics: readonly string[] | null,
): ConfigProblem[] {
  return spec.fields.flatMap(({ name, control, validators }) => {
    const value = config[name]?.trim() ?? ''
    if (value === '') return []
    if (validators?.some(({ kind }) => kind === 'regex')) return regexProblems(name, value, config)
    if (topics === null || (control !== 'topic' && control !== 'topics')) return []
    const missing = listOf(value).filter((topic) => !topics.includes(topic))
    return missing.map((topic) => ({
      name,
      message: `Topic "${topic}" does not exist in this cluster. Create it first, or choose another.`,
    }))
  })
}

function regexProblems(name: string, value: string, config: ConnectorConfig): ConfigProblem[] {
  try {
    const { matches } = javaRegex(value)
    const letters = config[DEAD_LETTERS]?.trim() ?? ''
    if (letters === '' || !matches(letters.replaceAll('${connector}', 'lcc-abc123'))) return []
    const message = `The dead letter queue ${letters} must not match the regular expression of the topics that are read.`
    return [{ name: DEAD_LETTERS, message }]
  } catch (error) {
    if (!(error instanceof RegexError)) throw error
    return [{ name, message: `This regular expression cannot be used: ${error.message}` }]
  }
}
