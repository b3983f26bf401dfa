'use client'

import { Inbox, Plus, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import type { Ref } from 'react'
import { DataTable, type TableHandle } from '@/components/patterns/data-table/data-table'
import { EmptyState } from '@/components/patterns/empty-state'
import { ErrorState } from '@/components/patterns/error-state'
import { Button } from '@/components/ui/button'
import type { Message } from '@/lib/messages/schema'
import { messageId } from '@/lib/messages/shown'
import { paths } from '@/lib/paths'
import { useDeniedReason } from '@/lib/queries/session'
import { useProduce } from '../../_components/produce/produce-context'
import type { TopicPlace } from '../../_components/topic-place'
import { messageColumns } from './message-columns'

export function MessageTable(props: {
  place: TopicPlace
  rows: Message[] | undefined
  hasAny: boolean
  isTopicEmpty: boolean
  error: unknown
  openId: string | null
  onOpen: (message: Message) => void
  onRetry: () => void
  onClearFilter: () => void
  handleRef: Ref<TableHandle>
}) {
  const produce = useProduce()
  const cannotProduce = useDeniedReason('messages:write', props.place)
  const { environmentId, clusterId } = props.place
  return (
    <DataTable
      id="messages"
      noun={['message', 'messages']}
      columns={messageColumns}
      rows={props.rows}
      getRowId={messageId}
      onRowOpen={props.onOpen}
      openRowId={props.openId}
      hasSearch={false}
      hasColumnChooser={false}
      handleRef={props.handleRef}
      isFilled
      error={
        props.error ? (
          <ErrorState title="The messages could not be read" error={props.error} onRetry={props.onRetry} />
        ) : undefined
      }
      empty={
        props.hasAny ? (
          <EmptyState
            icon={<TriangleAlert />}
            title="No messages match"
            action={<Button onClick={props.onClearFilter}>Clear the filter</Button>}
          >
            The filter looks at the messages shown. Raise the maximum, or start earlier, to look at more.
          </EmptyState>
        ) : props.isTopicEmpty ? (
          <EmptyState
            icon={<Inbox />}
            title="This topic is empty"
            action={
              <>
                <Button variant="primary" disabledReason={cannotProduce} onClick={() => produce()}>
                  <Plus aria-hidden="true" />
                  Produce a message
                </Button>
                <Button asChild>
                  <Link href={paths.connectorCatalog(environmentId, clusterId)}>Add sample data</Link>
                </Button>
              </>
            }
          >
            Produce your first message, add a connector, or build an application with a client.
          </EmptyState>
        ) : (
          <EmptyState icon={<Inbox />} title="No messages here">
            There are none from this place on. Choose another partition, or start from the beginning.
          </EmptyState>
        )
      }
    />
  )
}
