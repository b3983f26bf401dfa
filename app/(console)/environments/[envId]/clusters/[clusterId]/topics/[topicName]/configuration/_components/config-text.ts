import { formatBytes } from '@/lib/format/bytes'
import { formatDuration } from '@/lib/format/durations'
import { formatInteger } from '@/lib/format/numbers'
import type { TopicConfigDto } from '@/lib/topics/rest-schema'
import { mainTopicConfigs, topicConfigSpecs } from '@/lib/topics/topic-configs'

// Kafka writes "never" as the largest number that it has.
const never = 9_223_372_036_854_775_807n

/** A value as people say it; the value itself where there is nothing to say. */
export function configText(name: string, value: string | undefined): string {
  if (value === undefined) return '–'
  if (value === '') return 'none'
  const spec = topicConfigSpecs[name]
  if (!spec || !/^-?\d+$/.test(value)) return value
  if (BigInt(value) === never) return 'never'
  if (value === '-1' && spec.unlimited) return spec.unlimited
  if (spec.kind === 'milliseconds' && Number(value) >= 0) return formatDuration(Number(value))
  if (spec.kind === 'bytes' && Number(value) >= 0) return formatBytes(Number(value))
  return spec.kind === 'integer' && Number(value) > 9999 ? formatInteger(BigInt(value)) : value
}

const isMain = (name: string): boolean => (mainTopicConfigs as readonly string[]).includes(name)

/** The four that people change, then the others by name. */
export function groupConfigs(configs: readonly TopicConfigDto[]) {
  const byName = new Map(configs.map((config) => [config.name, config]))
  return {
    main: mainTopicConfigs.flatMap((name) => byName.get(name) ?? []),
    others: configs.filter(({ name }) => !isMain(name)),
  }
}

/** What would be sent: only what differs. null takes the override away. */
export type ConfigDraft = Readonly<Record<string, string | null>>

export function changesOf(configs: readonly TopicConfigDto[], draft: ConfigDraft) {
  return configs.flatMap((config) => {
    const to = draft[config.name]
    if (to === undefined) return []
    const isSame = to === null ? config.is_default : !config.is_default && config.value === to
    // Typing the default's own value into a default setting changes nothing either.
    if (isSame || (config.is_default && config.value === to)) return []
    return [{ name: config.name, from: config.value, to, usual: defaultOf(config) }]
  })
}
export type ConfigDiff = ReturnType<typeof changesOf>[number]

export const defaultOf = (config: TopicConfigDto): string | undefined =>
  config.is_default
    ? config.value
    : config.synonyms.find(({ source }) => source !== 'DYNAMIC_TOPIC_CONFIG')?.value
