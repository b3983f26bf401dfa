import { Card, CardBody, CardHeader, Facts } from '@/components/ui/card'
import { Status, type StatusTone } from '@/components/ui/status'
import type { ClusterDto } from '@/lib/clusters/schema'

type Broker = NonNullable<ClusterDto['status']['brokers']>[number]

const states: Record<Broker['state'], { tone: StatusTone; word: string }> = {
  RUNNING: { tone: 'running', word: 'Running' },
  STARTING: { tone: 'provisioning', word: 'Being started again' },
  DOWN: { tone: 'failed', word: 'Down' },
}

/** Of a cluster of several brokers: how each of them is. */
export function BrokersCard({ brokers }: { brokers: readonly Broker[] }) {
  return (
    <Card>
      <CardHeader title="Brokers" />
      <CardBody>
        <Facts
          items={brokers.map(({ id, state, message }) => ({
            label: `Broker ${id}`,
            value: (
              <span className="flex flex-col gap-0.5">
                <Status tone={states[state].tone}>{states[state].word}</Status>
                {message ? <span className="text-muted text-sm">{message}</span> : null}
              </span>
            ),
          }))}
        />
      </CardBody>
    </Card>
  )
}
