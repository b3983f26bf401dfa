'use client'

import { useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import type { ReactNode } from 'react'
import { draftOf } from '../../../../_components/messages/form/message-draft'
import { formatNames } from '../../../../_components/messages/format-names'
import { HeaderList } from '../../../../_components/messages/header-list'
import { PayloadPanel } from '../../../../_components/messages/payload-panel'
import { Drawer } from '@/components/patterns/drawer'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Facts } from '@/components/ui/card'
import { copyText } from '@/components/ui/copy-button'
import { Tabs } from '@/components/ui/tabs'
import { toast } from '@/components/ui/toast'
import { formatBytes } from '@/lib/format/bytes'
import { formatExact } from '@/lib/format/dates'
import { formatInteger } from '@/lib/format/numbers'
import type { Message, Payload } from '@/lib/messages/schema'
import { wholePayloadBytes } from '@/lib/messages/schema'
import { paths } from '@/lib/paths'
import { useDeniedReason } from '@/lib/queries/session'
import { messagePartHref, messageQuery } from '@/lib/queries/messages'
import { useProduce } from '../../_components/produce/produce-context'
import type { TopicPlace } from '../../_components/topic-place'

const parts = ['value', 'key', 'headers'] as const

export function MessageDrawer(props: {
  place: TopicPlace
  message: Message
  onClose: () => void
  onStep: (delta: 1 | -1) => void
}) {
  const { place, message } = props
  const { environmentId, clusterId, topic } = place
  const { partition, offset, timestamp } = message
  const [part, setPart] = useQueryState('part', parseAsStringLiteral(parts).withDefault('value'))
  const produce = useProduce()
  const cannotProduce = useDeniedReason('messages:write', place)
  const isCut = [message.key, message.value, ...message.headers.map(({ value }) => value)].some(
    ({ isTruncated }) => isTruncated,
  )
  const longer = useQuery({ ...messageQuery(clusterId, topic, message), enabled: isCut, retry: false })
  const whole = useQuery({
    ...messageQuery(clusterId, topic, message, wholePayloadBytes),
    enabled: false,
    gcTime: 0,
  })
  const shown = longer.data ?? message
  const copyLink = async () => {
    const path = paths.message(environmentId, clusterId, topic, partition, offset)
    await copyText(new URL(path, window.location.origin).href)
    toast('Link copied')
  }
  const produceAgain = async () => {
    const source = isCut ? (await whole.refetch()).data : message
    if (!source) return void toast.error('The message is not there any more')
    produce(draftOf(source))
  }
  const panel = (payload: Payload, name: 'key' | 'value', label: string): ReactNode => (
    <PayloadPanel
      payload={payload}
      label={label}
      environmentId={environmentId}
      isLoading={isCut && longer.isFetching}
      downloadHref={messagePartHref(clusterId, topic, message, name)}
    />
  )
  return (
    <Drawer
      title="Message details"
      placement="beside"
      onClose={props.onClose}
      onPrevious={() => props.onStep(-1)}
      onNext={() => props.onStep(1)}
      footer={
        <>
          <Button size="sm" onClick={() => void copyLink()}>
            Copy link
          </Button>
          <Button
            size="sm"
            disabledReason={cannotProduce}
            isLoading={whole.isFetching}
            onClick={() => void produceAgain()}
          >
            Produce again
          </Button>
          {message.value.format === 'null' ? null : (
            <Button size="sm" asChild>
              <a
                href={messagePartHref(clusterId, topic, message, 'value')}
                download
                title="The value, byte by byte"
              >
                Download
              </a>
            </Button>
          )}
        </>
      }
    >
      <Facts
        items={[
          {
            label: 'Timestamp',
            value: (
              <span className="tabular-nums">
                {formatExact(timestamp, true)} <span className="text-faint">{timestamp}</span>
              </span>
            ),
          },
          { label: 'Partition', value: partition },
          { label: 'Offset', value: <span className="font-mono">{formatInteger(BigInt(offset))}</span> },
          {
            label: 'Format',
            value: (
              <span className="flex items-center gap-2">
                <Badge>{formatNames[shown.value.format]}</Badge>
                <span className="text-faint">{formatBytes(shown.value.sizeBytes)}</span>
              </span>
            ),
          },
        ]}
      />
      <Tabs
        label="Parts of the message"
        value={part}
        onValueChange={(next) => void setPart(parts.find((known) => known === next) ?? null)}
        tabs={[
          { id: 'value', label: 'Value', content: panel(shown.value, 'value', 'Value') },
          { id: 'key', label: 'Key', content: panel(shown.key, 'key', 'Key') },
          {
            id: 'headers',
            label: 'Headers',
            count: shown.headers.length,
            content: <HeaderList headers={shown.headers} />,
          },
        ]}
      />
    </Drawer>
  )
}
