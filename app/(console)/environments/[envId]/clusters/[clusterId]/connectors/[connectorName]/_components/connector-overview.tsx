'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Card, CardBody, CardHeader, Facts } from '@/components/ui/card'
import { Time } from '@/components/patterns/time'
import { Status } from '@/components/ui/status'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import type { ConnectorDetailDto } from '@/lib/connectors/console-schema'
import { paths } from '@/lib/paths'
import { connectorQuery } from '@/lib/queries/connectors'
import { connectorStatus } from '../../_components/connector-status'
import { ConnectorCharts } from './connector-charts'
import { ConnectorFigures } from './connector-figures'
import { FailureBanner } from './failure-banner'
import { TaskTable } from './task-table'

type Place = { environmentId: string; clusterId: string; name: string }

export function ConnectorOverview(place: Place) {
  const { data } = useQuery(connectorQuery(place.clusterId, place.name))
  if (!data) return null
  return (
    <>
      <FailureBanner connector={data} place={place} />
      <ConnectorFigures connector={data} place={place} />
      <div className="grid gap-4 lg:grid-cols-[1fr_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <ConnectorCharts clusterId={place.clusterId} name={place.name} type={data.type} />
          <TaskTable tasks={data.tasks} place={place} isStopped={data.desired === 'STOPPED'} />
        </div>
        <StatusPanel connector={data} place={place} />
      </div>
    </>
  )
}

function StatusPanel({ connector, place }: { connector: ConnectorDetailDto; place: Place }) {
  const { tone, word, sentence } = connectorStatus(connector)
  const spec = findConnectorSpec(connector.connector_class)
  return (
    <Card aria-label="Status" className="h-fit">
      <CardHeader title={<Status tone={tone}>{word}</Status>} />
      <CardBody className="flex flex-col gap-4">
        <p className="text-sm">
          {sentence}{' '}
          <span className="text-muted">
            <Time value={connector.state_since} />
          </span>
        </p>
        <Facts
          items={[
            { label: 'Plugin', value: spec?.subtitle ?? connector.connector_class },
            { label: 'Category', value: connector.type === 'source' ? 'Source' : 'Sink' },
            {
              label: connector.type === 'source' ? 'Writes to' : 'Reads from',
              value: <TopicLinks connector={connector} place={place} />,
            },
            { label: 'Tasks', value: `${connector.tasks_running} of ${connector.tasks_max} running` },
            {
              label: 'Delivery',
              value: spec?.delivery === 'exactly-once' ? 'Exactly once' : 'At least once',
            },
            { label: 'Launched', value: <Time value={connector.created_at} /> },
          ]}
        />
      </CardBody>
    </Card>
  )
}

function TopicLinks({ connector, place }: { connector: ConnectorDetailDto; place: Place }) {
  const regex = connector.config['topics.regex']
  if (connector.topics.length === 0 && regex)
    return (
      <>
        Topics that match <code className="font-mono text-xs break-all">{regex}</code>
      </>
    )
  return connector.topics.map((topic) => (
    <Link
      key={topic}
      href={paths.topic(place.environmentId, place.clusterId, topic, 'messages')}
      className="text-accent block font-mono text-xs break-all hover:underline"
    >
      {topic}
    </Link>
  ))
}
