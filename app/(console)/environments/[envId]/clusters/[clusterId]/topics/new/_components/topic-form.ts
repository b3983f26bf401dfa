import { z } from 'zod'
import { validateTopicConfig } from '@/lib/topics/topic-configs'
import { createTopicInput, defaultPartitions, topicName, type CreateTopicInput } from '@/lib/topics/schema'

const partitions = createTopicInput.shape.partitions_count.unwrap().unwrap()
const config = (name: string) =>
  z.string().superRefine((value, issue) => {
    const reason = validateTopicConfig(name, value)
    if (reason !== null) issue.addIssue({ code: 'custom', message: reason })
  })

export const topicFormSchema = z.object({
  topic_name: topicName,
  partitions_count: z
    .string()
    .regex(/^\s*\d+\s*$/, 'Enter a whole number.')
    .transform(Number)
    .pipe(partitions),
  cleanupPolicy: config('cleanup.policy'),
  retentionMs: config('retention.ms'),
  retentionBytes: config('retention.bytes'),
  maxMessageBytes: config('max.message.bytes'),
})
export type TopicFormInput = z.input<typeof topicFormSchema>
export type TopicForm = z.output<typeof topicFormSchema>

export const weekMs = '604800000'

export const topicFormDefaults: TopicFormInput = {
  topic_name: '',
  partitions_count: String(defaultPartitions),
  cleanupPolicy: 'delete',
  retentionMs: weekMs,
  retentionBytes: '-1',
  maxMessageBytes: '2097164',
}

/**
 * With defaults only what differs from them is set, so that the topic follows the cluster otherwise. With the advanced settings
 * open, what stands in them is what is made, whatever the cluster's defaults are.
 */
export function toCreateInput(form: TopicForm, isAdvanced: boolean): CreateTopicInput {
  const given: [string, string, string][] = [
    ['cleanup.policy', form.cleanupPolicy, topicFormDefaults.cleanupPolicy],
    ['retention.ms', form.retentionMs, topicFormDefaults.retentionMs],
    ['retention.bytes', form.retentionBytes, topicFormDefaults.retentionBytes],
    ['max.message.bytes', form.maxMessageBytes, topicFormDefaults.maxMessageBytes],
  ]
  const configs = given.flatMap(([name, value, usual]) =>
    isAdvanced || value !== usual ? [{ name, value }] : [],
  )
  return {
    topic_name: form.topic_name,
    partitions_count: form.partitions_count,
    ...(configs.length > 0 ? { configs } : {}),
  }
}

/** What the form would send as it stands, wrong or right. */
export const shownInput = (values: TopicFormInput, isAdvanced: boolean): CreateTopicInput =>
  toCreateInput({ ...values, partitions_count: Number(values.partitions_count) }, isAdvanced)
