'use client'

import { Download, Pause, Play, RefreshCw } from 'lucide-react'
import { useShortcut } from '@/components/patterns/shortcut-store'
import { Button, IconButton } from '@/components/ui/button'
import { SearchInput } from '@/components/ui/search-input'
import { Select } from '@/components/ui/select'
import { formatRate } from '@/lib/format/numbers'
import type { Message } from '@/lib/messages/schema'
import type { TopicPlace } from '../../_components/topic-place'
import { FilterHelp } from './filter-help'
import { SeekControl } from './seek-control'
import { useDownloadMessages } from './use-download-messages'
import type { LiveState } from './use-live-messages'
import type { MessageSearchUrl } from './use-message-search'

const sizes = [50, 100, 250, 500, 1000]

export function MessageToolbar(props: {
  place: TopicPlace
  url: MessageSearchUrl
  partitions: number
  rate: number | null
  state: LiveState
  rows: readonly Message[] | undefined
  isFetching: boolean
  onRefresh: () => void
}) {
  const { url } = props
  const { search, isLive } = url
  const download = useDownloadMessages(props.place)
  useShortcut('r', 'Refresh the messages', props.onRefresh)
  useShortcut('l', isLive ? 'Turn auto-refresh off' : 'Turn auto-refresh on', () => url.setLive(!isLive))
  const max = [...new Set([...sizes, search.max])].sort((a, b) => a - b)
  const isNothing = !props.rows?.length
  return (
    <div role="toolbar" aria-label="Messages" className="flex flex-wrap items-center gap-2">
      <SearchInput
        label="Filter by timestamp, offset, key, value or field"
        value={url.filter}
        onValueChange={url.setFilter}
        size="sm"
        className="w-full min-w-56 flex-1 basis-72"
      />
      <FilterHelp />
      <Select
        size="sm"
        aria-label="Partition"
        value={search.partition === undefined ? 'all' : String(search.partition)}
        onValueChange={(value) => url.setPartition(value === 'all' ? null : Number(value))}
        options={[
          { value: 'all', label: 'All partitions' },
          ...Array.from(
            { length: Math.max(props.partitions, (search.partition ?? -1) + 1) },
            (_, partition) => ({ value: String(partition), label: `Partition ${partition}` }),
          ),
        ]}
      />
      <SeekControl url={url} />
      <Select
        size="sm"
        prefix="Max"
        aria-label="Max results"
        value={String(search.max)}
        onValueChange={(value) => url.setMax(Number(value))}
        options={max.map((size) => ({ value: String(size), label: String(size) }))}
      />
      <Button
        size="sm"
        variant={isLive ? 'active' : 'secondary'}
        aria-pressed={isLive}
        className="min-w-34 tabular-nums"
        onClick={() => url.setLive(!isLive)}
      >
        {isLive ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
        {isLive ? liveText(props.state, props.rate) : 'Auto-refresh off'}
      </Button>
      <IconButton
        label="Refresh"
        size="icon-sm"
        variant="secondary"
        shortcut="r"
        disabled={props.isFetching}
        onClick={props.onRefresh}
      >
        <RefreshCw aria-hidden="true" className={props.isFetching ? 'animate-spin' : undefined} />
      </IconButton>
      <Button size="sm" disabled={isNothing} onClick={() => void download.save('csv', props.rows ?? [])}>
        <Download aria-hidden="true" />
        CSV
      </Button>
      <Button size="sm" disabled={isNothing} onClick={() => void download.save('json', props.rows ?? [])}>
        <Download aria-hidden="true" />
        JSON
      </Button>
    </div>
  )
}

function liveText(state: LiveState, rate: number | null): string {
  if (state === 'lost') return 'Live · ended'
  return rate === null ? 'Live · connecting' : `Live · ${formatRate(Math.round(rate))}`
}
