'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { readError } from '@/components/patterns/error-state'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import type { ConnectorDetailDto } from '@/lib/connectors/console-schema'
import { paths } from '@/lib/paths'
import { recommendationsQuery, useOrderConnector } from '@/lib/queries/connectors'
import { useDeniedReason } from '@/lib/queries/session'
import { Recommendations } from './recommendations'

type Props = {
  connector: ConnectorDetailDto
  place: { environmentId: string; clusterId: string; name: string }
}

/** What went wrong, as the task says it (cause and remedy), and the two ways on. */
export function FailureBanner({ connector, place }: Props) {
  const order = useOrderConnector(place)
  const denied = useDeniedReason('connectors:operate', {
    environmentId: place.environmentId,
    clusterId: place.clusterId,
    connector: place.name,
  })
  // A target that is away is tried again by itself: why it waits is told all the same.
  const isWaiting = connector.tasks.some(({ state, msg }) => state === 'RESTARTING' && Boolean(msg))
  const isFailing = connector.state === 'FAILED' || connector.state === 'DEGRADED' || isWaiting
  const { data } = useQuery({ ...recommendationsQuery(place, place.name), enabled: isFailing })
  if (!isFailing) return null
  const known = data?.recommendations ?? []
  const failed = connector.tasks.filter(({ state }) => state.endsWith('_ERROR') || state === 'RESTARTING')
  const reasons = [...new Set(failed.map(({ msg }) => msg?.split('\n')[0] ?? ''))].filter(Boolean)
  const restart = () =>
    order.mutate(
      { name: place.name, order: 'restart' },
      {
        onError: (error) =>
          toast.error(`${place.name} could not be restarted`, { description: readError(error).message }),
      },
    )
  const actions = (
    <>
      <Button size="sm" asChild>
        <Link href={paths.connector(place.environmentId, place.clusterId, place.name, 'logs')}>Show log</Link>
      </Button>
      <Button
        size="sm"
        isLoading={order.isPending}
        onClick={restart}
        {...(denied ? { disabledReason: denied } : {})}
      >
        Restart
      </Button>
    </>
  )
  return (
    <Banner
      tone={connector.state === 'FAILED' ? 'danger' : 'warning'}
      title={
        connector.state === 'FAILED'
          ? 'This connector has failed'
          : isWaiting && connector.tasks_running === 0
            ? 'This connector waits, and tries again by itself'
            : `${connector.tasks_running} of ${connector.tasks_max} tasks are running`
      }
      action={<span className="flex gap-2 max-sm:hidden">{actions}</span>}
    >
      {known.length > 0 ? (
        <Recommendations known={known} connector={connector} place={place} />
      ) : (
        (reasons.length > 0 ? reasons : [connector.trace || 'Its log says more.']).map((reason) => (
          <p key={reason}>{reason}</p>
        ))
      )}
      <span className="mt-2 flex gap-2 sm:hidden">{actions}</span>
    </Banner>
  )
}
