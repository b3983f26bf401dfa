'use client'

import { useQuery } from '@tanstack/react-query'
import { Link2, Link2Off } from 'lucide-react'
import { useState } from 'react'
import { readError } from '@/components/patterns/error-state'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Facts } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import type { AuditChainDto } from '@/lib/audit-events/schema'
import { formatInteger } from '@/lib/format/numbers'
import { auditChainQuery } from '@/lib/queries/audit-events'

const topicWords: Record<AuditChainDto['topic'], string> = {
  AGREES: 'The topic agrees',
  EMPTY: 'Nothing is in the topic yet',
  UNREACHABLE: 'The topic cannot be read now',
  DIFFERS: 'The topic says something else',
}

/** Whether the hash chain holds, in one word; what it means and what to do behind it. */
export function ChainState() {
  const { data: chain, error, isFetching, refetch } = useQuery(auditChainQuery)
  const [isOpen, setIsOpen] = useState(false)
  const isBroken = chain?.status === 'BROKEN'
  const word = chain
    ? isBroken
      ? 'Chain broken'
      : 'Chain verified'
    : error
      ? 'Chain not checked'
      : 'Checking chain'
  return (
    <>
      <Button
        variant={isBroken ? 'danger' : 'ghost'}
        isLoading={isFetching && !chain}
        onClick={() => setIsOpen(true)}
      >
        {isBroken ? <Link2Off aria-hidden="true" /> : chain ? <Link2 aria-hidden="true" /> : null}
        {word}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={word}
        description="Each event carries a hash over itself and the one before, so a change or a removal shows."
        footer={
          <>
            <Button onClick={() => setIsOpen(false)}>Close</Button>
            <Button isLoading={isFetching} onClick={() => void refetch()}>
              Check again
            </Button>
          </>
        }
      >
        {error ? <Banner tone="danger">{readError(error).message}</Banner> : null}
        {chain ? <ChainDetails chain={chain} /> : null}
      </Dialog>
    </>
  )
}

function ChainDetails({ chain }: { chain: AuditChainDto }) {
  return (
    <>
      {chain.broken ? (
        <>
          <Banner tone="danger" title={`Event ${chain.broken.index} breaks the chain`}>
            {chain.broken.reason}
          </Banner>
          <div className="text-muted flex flex-col gap-2 text-sm">
            <h3 className="text-fg font-medium">What to do</h3>
            <ol className="flex list-decimal flex-col gap-1 pl-4">
              <li>Export the log as it is now, and keep the file off this machine.</li>
              <li>
                Compare it with the topic confluent-audit-log-events and with your backups: what differs from
                event {chain.broken.index} on was changed.
              </li>
              <li>
                Find out who can write to the database, and change its password and the API keys of
                administrators.
              </li>
            </ol>
          </div>
        </>
      ) : null}
      <Facts
        items={[
          { label: 'Events checked', value: formatInteger(chain.checked) },
          { label: 'Waiting to be sealed', value: formatInteger(chain.unsealed) },
          ...(chain.head
            ? [
                {
                  label: 'Head',
                  value: (
                    <span className="font-mono text-xs break-all">{`${chain.head.index} ${chain.head.hash}`}</span>
                  ),
                },
              ]
            : []),
          { label: 'Second witness', value: topicWords[chain.topic] },
        ]}
      />
    </>
  )
}
