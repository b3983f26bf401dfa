'use client'

import { useQuery } from '@tanstack/react-query'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { topicsQuery } from '@/lib/queries/topics'

const back = ''

/** Back to where each came from, which is the ordinary thing, or to a topic of one's choice. */
export function RedriveTarget(props: {
  clusterId: string
  topic: string | undefined
  onTopicChange: (topic: string | undefined) => void
}) {
  const { data: topics, isPending } = useQuery(topicsQuery(props.clusterId))
  return (
    <Field label="Send to" hint="A mark in the headers says where the message lies in the dead letter queue.">
      <Combobox
        value={props.topic ?? back}
        onValueChange={(next) => props.onTopicChange(next === back ? undefined : next)}
        noun="topics"
        isLoading={isPending}
        options={[
          { value: back, label: 'The topic and partition it came from' },
          ...(topics ?? [])
            .filter(({ isInternal, name }) => !isInternal && !name.startsWith('dlq-'))
            .map(({ name }) => ({ value: name, label: name })),
        ]}
      />
    </Field>
  )
}
