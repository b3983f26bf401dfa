'use client'

import { useQuery } from '@tanstack/react-query'
import { CircleCheck, RefreshCw } from 'lucide-react'
import Link from 'next/link'
import { useMemo, useRef, useState } from 'react'
import { DataTable, type TableHandle } from '@/components/patterns/data-table/data-table'
import { DrawerLayout } from '@/components/patterns/drawer'
import { EmptyState } from '@/components/patterns/empty-state'
import { ErrorState } from '@/components/patterns/error-state'
import { Banner } from '@/components/ui/banner'
import { Button, IconButton } from '@/components/ui/button'
import type { DeadLetter } from '@/lib/connectors/dead-letters/schema'
import { plural } from '@/lib/format/numbers'
import { messageId } from '@/lib/messages/shown'
import { paths } from '@/lib/paths'
import { deadLettersQuery } from '@/lib/queries/dead-letters'
import { useDeniedReason } from '@/lib/queries/session'
import { deadLetterColumns } from './dead-letter-columns'
import { DeadLetterDrawer } from './dead-letter-drawer'
import { DeadLetterFilters } from './dead-letter-filters'
import { RedriveAllDialog } from './redrive-all-dialog'
import { RedriveDialog } from './redrive-dialog'
import { fitsFilter, useDeadLetterSearch } from './use-dead-letter-search'

export type ConnectorPlace = { environmentId: string; clusterId: string; name: string }

/** What a sink could not deliver: why, and the way to send it again. */
export function DeadLetters(place: ConnectorPlace) {
  const { environmentId, clusterId, name } = place
  const table = useRef<TableHandle>(null)
  const state = useDeadLetterSearch()
  const { data, error, refetch, isFetching } = useQuery(deadLettersQuery(clusterId, name, state.search))
  const { url } = state
  const rows = useMemo(() => data?.data.filter((letter) => fitsFilter(letter, url)), [data, url])
  const [chosen, setChosen] = useState<{ letters: DeadLetter[]; onDone: () => void } | null>(null)
  const [isAll, setIsAll] = useState(false)
  const denied = useDeniedReason('connectors:operate', { environmentId, clusterId, connector: name })
  const open = data?.data.find((letter) => messageId(letter) === url.open)
  return (
    <>
      <DrawerLayout
        drawer={
          open ? (
            <DeadLetterDrawer
              key={messageId(open)}
              place={place}
              letter={open}
              onClose={() => state.open(null)}
              onStep={(delta) => table.current?.openStep(delta)}
            />
          ) : null
        }
      >
        {data?.isComplete === false ? (
          <Banner className="mb-3">
            These messages are large, so the search ended early. Choose fewer to see the newest ones only.
          </Banner>
        ) : null}
        <DataTable
          id="dead-letters"
          noun={['dead letter', 'dead letters']}
          columns={deadLetterColumns}
          rows={rows}
          getRowId={messageId}
          defaultSort={state.search.from === 'latest' ? '-time' : 'time'}
          searchPlaceholder="Search in why, key and value"
          filters={<DeadLetterFilters letters={data?.data ?? []} state={state} />}
          controls={
            <>
              <IconButton
                label="Refresh"
                size="icon-sm"
                isLoading={isFetching}
                onClick={() => void refetch()}
              >
                <RefreshCw aria-hidden="true" />
              </IconButton>
              <Button
                size="sm"
                variant="primary"
                disabledReason={denied}
                disabled={!data?.data.length}
                onClick={() => setIsAll(true)}
              >
                Send all again
              </Button>
            </>
          }
          bulkActions={(selected, clear) => (
            <Button
              size="sm"
              variant="primary"
              disabledReason={denied}
              onClick={() => setChosen({ letters: selected, onDone: clear })}
            >
              Send again
            </Button>
          )}
          onRowOpen={(letter) => state.open(messageId(letter))}
          openRowId={url.open}
          handleRef={table}
          error={
            error && !data ? (
              <ErrorState
                title="The dead letters could not be read"
                error={error}
                onRetry={() => void refetch()}
              />
            ) : undefined
          }
          empty={
            state.isFiltered && data?.data.length ? (
              <EmptyState
                icon={<CircleCheck />}
                title="None like that"
                action={<Button onClick={state.clear}>Clear the filters</Button>}
              >
                The filters look at the {plural(data.data.length, 'dead letter')} that were read.
              </EmptyState>
            ) : (
              <EmptyState icon={<CircleCheck />} title="No dead letters">
                {data?.topic === null
                  ? 'This connector has no dead letter queue: a record that it cannot use stops it, or is left out. Give it one in its settings.'
                  : 'A record that this connector cannot use is put here with the reason, and the others go on.'}
              </EmptyState>
            )
          }
          isFilled
        />
        {data?.doesTopicExist && data.topic ? (
          <div className="text-faint flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 pt-1.5 text-xs">
            <p>
              {plural(data.total, 'message')} in{' '}
              <Link
                href={paths.topic(environmentId, clusterId, data.topic, 'messages')}
                className="text-accent rounded-sm font-mono hover:underline"
              >
                {data.topic}
              </Link>
            </p>
            <OlderLetters state={state} older={data.older} />
          </div>
        ) : null}
      </DrawerLayout>
      {chosen ? (
        <RedriveDialog
          place={place}
          letters={chosen.letters}
          onClose={() => setChosen(null)}
          onDone={chosen.onDone}
        />
      ) : null}
      {isAll && data ? (
        <RedriveAllDialog place={place} total={data.total} filter={url} onClose={() => setIsAll(false)} />
      ) : null}
    </>
  )
}

/** The way through a queue that is longer than what is read at once. */
function OlderLetters(props: { state: ReturnType<typeof useDeadLetterSearch>; older: string | null }) {
  const { state, older } = props
  if (older === null && state.url.before === null) return null
  return (
    <nav aria-label="Pages of dead letters" className="ml-auto flex items-center gap-2">
      {state.url.before === null ? null : (
        <Button size="sm" onClick={() => state.goTo(null)}>
          Newest
        </Button>
      )}
      <Button size="sm" disabled={older === null} onClick={() => state.goTo(older)}>
        Older
      </Button>
    </nav>
  )
}
