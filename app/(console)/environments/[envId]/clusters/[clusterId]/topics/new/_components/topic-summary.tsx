import { Card, CardBody, CardHeader, Facts } from '@/components/ui/card'
import { formatBytes } from '@/lib/format/bytes'
import { formatDuration } from '@/lib/format/durations'
import { cleanupPolicies } from './advanced-settings'
import type { TopicFormInput } from './topic-form'

const isAmount = (text: string): boolean => /^\d+$/.test(text)
const dash = '–'

export function TopicSummary({ values }: { values: TopicFormInput }) {
  const { retentionMs, retentionBytes, maxMessageBytes } = values
  return (
    <Card className="bg-sub lg:sticky lg:top-4" aria-label="Topic summary">
      <CardHeader title="Topic summary" />
      <CardBody>
        <Facts
          items={[
            {
              label: 'Name',
              value: <span className="font-mono text-xs break-all">{values.topic_name || dash}</span>,
            },
            { label: 'Partitions', value: values.partitions_count || dash },
            {
              label: 'Cleanup policy',
              value: cleanupPolicies.find(({ value }) => value === values.cleanupPolicy)?.label ?? dash,
            },
            {
              label: 'Retention time',
              value:
                retentionMs === '-1'
                  ? 'Infinite'
                  : isAmount(retentionMs)
                    ? formatDuration(Number(retentionMs))
                    : dash,
            },
            {
              label: 'Retention size',
              value:
                retentionBytes === '-1'
                  ? 'Unlimited'
                  : isAmount(retentionBytes)
                    ? formatBytes(Number(retentionBytes))
                    : dash,
            },
            {
              label: 'Max message size',
              value: isAmount(maxMessageBytes) ? formatBytes(Number(maxMessageBytes)) : dash,
            },
          ]}
        />
      </CardBody>
    </Card>
  )
}
