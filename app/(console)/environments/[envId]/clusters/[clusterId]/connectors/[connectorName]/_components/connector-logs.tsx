'use client'

import { useQuery } from '@tanstack/react-query'
import { Download, Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { downloadFile } from '@/components/patterns/download-file'
import { ErrorState, readError } from '@/components/patterns/error-state'
import { Button } from '@/components/ui/button'
import { SearchInput } from '@/components/ui/search-input'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import { Status } from '@/components/ui/status'
import { toast } from '@/components/ui/toast'
import { logLevels, type ConnectorLogLine } from '@/lib/connectors/console-schema'
import { connectorLogSearchQuery, downloadLog, type LogFilter } from '@/lib/queries/connector-logs'
import { LogLines, lineText } from './log-lines'
import { LogTimes } from './log-times'
import { useConnectorLog } from './use-connector-log'
import { levels, spans, useLogFilter } from './use-log-filter'

type Place = { clusterId: string; name: string }

/** The log: the last lines as they come, or those of a time. */
export function ConnectorLogs({ clusterId, name }: Place & { environmentId: string }) {
  const [isFollowing, setIsFollowing] = useState(true)
  const { url, filter, isLive, set } = useLogFilter()
  const live = useConnectorLog(clusterId, name, isLive && isFollowing)
  const found = useQuery({ ...connectorLogSearchQuery(clusterId, name, filter), enabled: !isLive })
  const shown = isLive ? live.lines?.filter((line) => fits(line, filter)) : found.data?.lines
  const error = isLive ? live.error : found.error
  if (error && !shown)
    return (
      <ErrorState
        title="The log could not be read"
        error={error}
        onRetry={() => void (isLive ? live.refetch() : found.refetch())}
      />
    )
  return (
    <section aria-label="Log" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <div className="w-full sm:w-64">
          <SearchInput
            size="sm"
            label="Search log"
            value={url.q}
            onValueChange={(next) => void set({ q: next || null })}
          />
        </div>
        <Segmented
          size="sm"
          aria-label="Level"
          value={url.level}
          onValueChange={(next) =>
            void set({ level: levels.find(({ value }) => value === next)?.value ?? null })
          }
          segments={levels}
        />
        <Select
          size="sm"
          aria-label="Time"
          value={url.time}
          onValueChange={(next) =>
            void set({ time: spans.find(({ value }) => value === next)?.value ?? null })
          }
          options={spans}
        />
        {url.time === 'between' ? (
          <LogTimes since={url.since} until={url.until} onChange={(times) => void set(times)} />
        ) : null}
        <span className="ml-auto flex items-center gap-2">
          {isLive ? (
            <>
              <Status tone={isFollowing && live.isConnected ? 'running' : 'paused'}>
                {!isFollowing ? 'Stopped' : live.isConnected ? 'Live' : 'Connecting'}
              </Status>
              <Button size="sm" onClick={() => setIsFollowing(!isFollowing)}>
                {isFollowing ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
                {isFollowing ? 'Stop' : 'Follow'}
              </Button>
            </>
          ) : (
            <Button size="sm" isLoading={found.isFetching} onClick={() => void found.refetch()}>
              Refresh
            </Button>
          )}
          <DownloadButton place={{ clusterId, name }} filter={filter} isEmpty={!shown?.length} />
        </span>
      </div>
      <LogLines
        lines={shown}
        isFollowing={isLive && isFollowing}
        isFiltered={!isLive || Boolean(live.lines?.length)}
      />
    </section>
  )
}

function fits(
  { level, message }: ConnectorLogLine,
  { level: least = 'INFO', text = '' }: LogFilter,
): boolean {
  return (
    logLevels.indexOf(level) >= logLevels.indexOf(least) && message.toLowerCase().includes(text.toLowerCase())
  )
}

/** All that fit, not only those that are shown. */
function DownloadButton(props: { place: Place; filter: LogFilter; isEmpty: boolean }) {
  const { clusterId, name } = props.place
  const [isLoading, setIsLoading] = useState(false)
  const download = async () => {
    setIsLoading(true)
    try {
      const lines = await downloadLog(clusterId, name, props.filter)
      downloadFile(`${name}.log`, `${lines.map(lineText).join('\n')}\n`)
    } catch (error) {
      toast.error('The log could not be downloaded', { description: readError(error).message })
    }
    setIsLoading(false)
  }
  return (
    <Button size="sm" disabled={props.isEmpty} isLoading={isLoading} onClick={() => void download()}>
      <Download aria-hidden="true" />
      Download
    </Button>
  )
}
