'use client'

import { useEffect, useRef } from 'react'
import { EmptyState } from '@/components/patterns/empty-state'
import { Skeleton } from '@/components/ui/skeleton'
import type { ConnectorLogLine } from '@/lib/connectors/console-schema'
import { formatClock, formatExact } from '@/lib/format/dates'

export const lineText = ({ time, level, task, message }: ConnectorLogLine): string =>
  `${time} ${level} ${task === null ? 'connector' : `task ${task}`} ${message}`

const levelStyles: Record<ConnectorLogLine['level'], string> = {
  INFO: 'text-faint',
  WARN: 'text-warn',
  ERROR: 'text-bad',
}

export function LogLines(props: {
  lines: readonly ConnectorLogLine[] | undefined
  isFollowing: boolean
  isFiltered: boolean
}) {
  const box = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const last = props.lines?.at(-1)?.sequence
  useEffect(() => {
    // Whoever has scrolled up to read is left there.
    if (props.isFollowing && isAtEnd.current && box.current) box.current.scrollTop = box.current.scrollHeight
  }, [last, props.isFollowing])
  if (props.lines?.length === 0)
    return (
      <EmptyState title={props.isFiltered ? 'No line fits' : 'No log lines yet'}>
        {props.isFiltered
          ? 'Try another level or word.'
          : 'Starts, stops, warnings and failures of the tasks are written here.'}
      </EmptyState>
    )
  return (
    <div
      ref={box}
      role="log"
      aria-label="Log lines"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroll area must be reachable by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 24
      }}
      className="bg-sub h-[60dvh] min-h-64 overflow-auto rounded-lg border py-2 font-mono text-xs leading-5"
    >
      {props.lines === undefined ? <LogSkeleton /> : null}
      {props.lines?.map((line) => (
        <div
          key={line.sequence}
          className="hover:bg-hover grid grid-cols-[auto_auto_auto_1fr] gap-x-3 px-3.5 max-sm:grid-cols-[auto_1fr]"
        >
          <time dateTime={line.time} title={formatExact(line.time, true)} className="text-faint">
            {formatClock(line.time)}
          </time>
          <span className={levelStyles[line.level]}>{line.level.padEnd(5)}</span>
          <span className="text-muted max-sm:hidden">{line.task === null ? '–' : `task ${line.task}`}</span>
          <span className="min-w-0 break-words whitespace-pre-wrap max-sm:col-span-2">{line.message}</span>
        </div>
      ))}
    </div>
  )
}

const skeletonWidths = ['w-72', 'w-96', 'w-60', 'w-80', 'w-64', 'w-88']

function LogSkeleton() {
  return skeletonWidths.map((width) => (
    <div key={width} aria-hidden="true" className="flex h-5 items-center gap-3 px-3.5">
      <Skeleton className="w-20" />
      <Skeleton className={`${width} max-w-[50vw]`} />
    </div>
  ))
}
