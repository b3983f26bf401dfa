'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useMemo, useRef } from 'react'
import type { TableHandle } from '@/components/patterns/data-table/data-table'
import { DrawerLayout } from '@/components/patterns/drawer'
import { Banner } from '@/components/ui/banner'
import { plural } from '@/lib/format/numbers'
import { matchesMessage, mergeNewest, messageId } from '@/lib/messages/shown'
import { messageKeys, messagesQuery } from '@/lib/queries/messages'
import { topicQuery } from '@/lib/queries/topics'
import type { TopicPlace } from '../../_components/topic-place'
import { MessageDrawer } from './message-drawer'
import { MessageHistogram } from './message-histogram'
import { MessageTable } from './message-table'
import { MessageToolbar } from './message-toolbar'
import { useLiveMessages } from './use-live-messages'
import { useMessageSearch } from './use-message-search'
import { useShownMessage } from './use-shown-message'

/** Looks at a topic's messages: what is searched, shown and open stands in the URL. */
export function MessageViewer({ place }: { place: TopicPlace }) {
  const { clusterId, topic } = place
  const client = useQueryClient()
  const table = useRef<TableHandle>(null)
  const url = useMessageSearch()
  const { search, filter, isLive } = url
  const { data: detail } = useQuery(topicQuery(clusterId, topic))
  const query = messagesQuery(clusterId, topic, search)
  const { data, error, isFetching, refetch } = useQuery(query)
  const listKey = JSON.stringify(messageKeys.list(clusterId, topic, search))
  const onConnected = useCallback(() => void refetch(), [refetch])
  const live = useLiveMessages({
    place,
    partition: search.partition,
    max: search.max,
    isOn: isLive,
    key: listKey,
    onConnected,
  })
  const all = useMemo(() => {
    if (live.messages.length === 0) return data?.data
    return mergeNewest(data?.data ?? [], live.messages, search.max)
  }, [data, live.messages, search.max])
  const needle = useDeferredValue(filter)
  const rows = useMemo(() => all?.filter((message) => matchesMessage(message, needle)), [all, needle])
  const open = useShownMessage(place, all, url.openId)
  return (
    <>
      <MessageToolbar
        place={place}
        url={url}
        partitions={detail?.partitions ?? 0}
        rate={live.rate}
        state={live.state}
        rows={rows}
        isFetching={isFetching}
        onRefresh={() => {
          live.clear()
          void client.invalidateQueries({ queryKey: query.queryKey })
        }}
      />
      {live.problem ? <Banner tone="warning">{live.problem}</Banner> : null}
      {data?.isComplete === false ? (
        <Banner tone="info">
          These messages are large, so the search ended early. Choose one partition or fewer results to see
          the rest.
        </Banner>
      ) : null}
      {data?.skipped.length ? (
        <Banner tone="warning">
          {plural(data.skipped.length, 'batch', 'batches')} cannot be shown: {data.skipped[0]?.reason}
        </Banner>
      ) : null}
      <DrawerLayout
        drawer={
          open ? (
            <MessageDrawer
              key={messageId(open)}
              place={place}
              message={open}
              onClose={() => url.open(null)}
              onStep={(delta) => table.current?.openStep(delta)}
            />
          ) : null
        }
      >
        <MessageHistogram messages={rows} counts={live.counts} isLive={isLive} open={open} />
        <MessageTable
          place={place}
          rows={rows}
          hasAny={(all?.length ?? 0) > 0}
          isTopicEmpty={detail?.messages === 0}
          error={error && !all ? error : null}
          openId={open ? messageId(open) : null}
          onOpen={(message) => url.open(messageId(message))}
          onRetry={() => void refetch()}
          onClearFilter={() => url.setFilter('')}
          handleRef={table}
        />
        <p
          className="text-faint flex min-h-7 shrink-0 flex-wrap items-center gap-x-3 pt-1.5 text-xs"
          role="status"
        >
          {rows ? `${plural(rows.length, 'message')} shown` : ''}
          {live.isSampled ? (
            <span>
              Sampled: {live.sampled.toLocaleString('en')} of {live.received.toLocaleString('en')} received
              were shown, because the topic is faster than this page.
            </span>
          ) : null}
        </p>
      </DrawerLayout>
    </>
  )
}
