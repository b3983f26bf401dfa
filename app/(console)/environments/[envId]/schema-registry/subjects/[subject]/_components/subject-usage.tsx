'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { Column } from '@/components/patterns/data-table/columns'
import { DataTable } from '@/components/patterns/data-table/data-table'
import { EmptyState } from '@/components/patterns/empty-state'
import { ErrorState } from '@/components/patterns/error-state'
import { WithRegistry } from '@/components/subjects/with-registry'
import { Banner } from '@/components/ui/banner'
import { paths } from '@/lib/paths'
import { subjectUsageQuery } from '@/lib/queries/subject-summaries'
import { Referrers } from './referrers'
import type { ConnectorUse, SubjectUsage as Usage, TopicUse } from '@/lib/subjects/summary-schema'

type Props = { environmentId: string; subject: string }
type Row = { kind: 'topic'; use: TopicUse } | { kind: 'connector'; use: ConnectorUse }

/** Which topics and connectors of the environment use a subject, as far as names and settings tell. */
export function SubjectUsage(props: Props) {
  return (
    <WithRegistry environmentId={props.environmentId}>
      {({ id }) => <UsageTable {...props} registryId={id} />}
    </WithRegistry>
  )
}

function UsageTable({ environmentId, subject, registryId }: Props & { registryId: string }) {
  const { data, error, refetch } = useQuery(subjectUsageQuery(registryId, subject))
  return (
    <div className="flex flex-col gap-3">
      {data?.unread.length ? (
        <Banner tone="warning" title="Not every cluster could be asked">
          The topics of {data.unread.map(({ clusterName }) => clusterName).join(', ')} are not counted: no
          answer from there now.
        </Banner>
      ) : null}
      <DataTable
        id="subject-usage"
        noun={['use', 'uses']}
        columns={columns(environmentId)}
        rows={data && rowsOf(data)}
        getRowId={({ kind, use }) =>
          [kind, use.clusterId, use.topic, use.part, kind === 'connector' ? use.connector : ''].join(' ')
        }
        hasColumnChooser={false}
        error={
          error && !data ? (
            <ErrorState title="The usage could not be read" error={error} onRetry={() => void refetch()} />
          ) : undefined
        }
        empty={
          <EmptyState title="Nothing here uses this subject">
            No topic of this environment is named so that its serializers would choose this subject, and no
            connector writes or reads with it. Programs that name subjects by record alone are not seen.
          </EmptyState>
        }
      />
      <Referrers environmentId={environmentId} registryId={registryId} subject={subject} />
    </div>
  )
}

const rowsOf = ({ topics, connectors }: Usage): Row[] => [
  ...topics.map((use): Row => ({ kind: 'topic', use })),
  ...connectors.map((use): Row => ({ kind: 'connector', use })),
]

const nameOf = (row: Row): string => (row.kind === 'topic' ? row.use.topic : row.use.connector)

const strategyNames = {
  TopicNameStrategy: 'By topic',
  RecordNameStrategy: 'By record',
  TopicRecordNameStrategy: 'By topic and record',
} as const

const columns = (environmentId: string): Column<Row>[] => [
  {
    id: 'name',
    header: 'Name',
    minWidth: 200,
    value: nameOf,
    cell: (row) => (
      <Link className="truncate font-medium hover:underline" href={hrefOf(environmentId, row)}>
        {nameOf(row)}
      </Link>
    ),
  },
  {
    id: 'kind',
    header: 'Kind',
    width: 150,
    value: (row) => kindOf(row),
  },
  { id: 'topic', header: 'Topic', width: 180, value: ({ use }) => use.topic, isHiddenOnPhone: true },
  { id: 'part', header: 'For', width: 110, value: ({ use }) => partWords[use.part ?? 'both'] },
  {
    id: 'strategy',
    header: 'Named',
    width: 160,
    value: ({ use }) => strategyNames[use.strategy],
    isHiddenOnPhone: true,
  },
  {
    id: 'cluster',
    header: 'Cluster',
    width: 150,
    value: ({ use }) => use.clusterName,
    isHiddenOnPhone: true,
  },
]

const partWords = { key: 'Keys', value: 'Values', both: 'Keys or values' } as const

const kindOf = (row: Row): string =>
  row.kind === 'topic' ? 'Topic' : row.use.direction === 'source' ? 'Source connector' : 'Sink connector'

const hrefOf = (environmentId: string, { kind, use }: Row): string =>
  kind === 'topic'
    ? paths.topic(environmentId, use.clusterId, use.topic)
    : paths.connector(environmentId, use.clusterId, use.connector)
