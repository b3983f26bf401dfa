'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { readError } from '@/components/patterns/error-state'
import { Banner } from '@/components/ui/banner'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { paths } from '@/lib/paths'
import { topicsQuery, useCreateTopic } from '@/lib/queries/topics'
import { defaultPartitions, validateTopicName } from '@/lib/topics/schema'

export function TopicStep(props: {
  environmentId: string
  clusterId: string
  topic: string
  onChange: (topic: string) => void
}) {
  const { topic } = props
  const { data: topics, isPending } = useQuery(topicsQuery(props.clusterId))
  const create = useCreateTopic(props.clusterId)
  const isMissing = topic !== '' && topics !== undefined && !topics.some(({ name }) => name === topic)
  const problem = create.isError
    ? readError(create.error).message
    : isMissing && !create.isPending
      ? 'There is no such topic yet. Choose another one, or create it from the list.'
      : undefined
  return (
    <>
      <Field
        label="Topic"
        error={problem}
        hint="Choose one, or type a new name to create it with 6 partitions."
      >
        <Combobox
          className="max-w-96"
          value={topic || undefined}
          onValueChange={props.onChange}
          noun="topics"
          placeholder="Choose or create a topic"
          isLoading={isPending}
          options={(topics ?? [])
            .filter(({ isInternal }) => !isInternal)
            .map(({ name }) => ({ value: name, label: name }))}
          createLabel={(name) => validateTopicName(name) ?? `Create topic “${name}”`}
          onCreate={(name) => {
            if (validateTopicName(name) !== null) return
            create.mutate(
              { topic_name: name, partitions_count: defaultPartitions },
              { onSuccess: () => props.onChange(name) },
            )
          }}
        />
      </Field>
      {create.isSuccess ? (
        <Banner tone="ok">
          Topic {create.data.topic_name} is created.{' '}
          <Link
            className="text-accent hover:underline"
            href={paths.topic(props.environmentId, props.clusterId, create.data.topic_name, 'messages')}
          >
            See its messages
          </Link>
        </Banner>
      ) : null}
    </>
  )
}
