'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Time } from '@/components/patterns/time'
import { Badge } from '@/components/ui/badge'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { StatusDot, type StatusTone } from '@/components/ui/status'
import type { ClusterDto } from '@/lib/clusters/schema'
import { plural } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import { apiKeysQuery } from '@/lib/queries/api-keys'
import { connectorsQuery } from '@/lib/queries/connectors'
import { consumerGroupsQuery } from '@/lib/queries/consumer-groups'

type Item = { id: string; tone: StatusTone; title: string; text: ReactNode; href: string }

export function NeedsAttention({ cluster }: { cluster: ClusterDto }) {
  const { items, isPending } = useItems(cluster)
  return (
    <Card>
      <CardHeader title="Needs attention" aside={items.length ? <Badge>{items.length}</Badge> : null} />
      <CardBody>
        {items.length === 0 && isPending ? (
          <Skeleton className="my-1 w-32" />
        ) : items.length === 0 ? (
          <p className="text-muted text-sm">Nothing right now.</p>
        ) : (
          <ul className="flex flex-col gap-3.5">
            {items.map((item) => (
              <li key={item.id} className="flex gap-2.5">
                <StatusDot tone={item.tone} className="mt-1.5" />
                <div className="min-w-0 text-sm">
                  <Link href={item.href} className="rounded-sm font-medium hover:underline">
                    {item.title}
                  </Link>
                  <p className="text-muted line-clamp-3">{item.text}</p>
                </div>
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  )
}

function useItems(cluster: ClusterDto): { items: Item[]; isPending: boolean } {
  const environmentId = cluster.spec.environment.id
  const connectorsFound = useQuery(connectorsQuery(cluster.id))
  const groupsFound = useQuery(consumerGroupsQuery(cluster.id))
  const keysFound = useQuery(apiKeysQuery(cluster.id))
  const connectors = connectorsFound.data ?? []
  const groups = groupsFound.data ?? []
  const pendingKeys = (keysFound.data ?? []).filter(({ status }) => !status.is_applied)
  const { health, health_since: since, message } = cluster.status
  const items: Item[] = []
  if (health === 'UNREACHABLE')
    items.push({
      id: 'health',
      tone: 'failed',
      title: 'The brokers do not answer',
      text: (
        <>
          Since <Time value={since} />. {message}
        </>
      ),
      href: paths.settings(environmentId, cluster.id),
    })
  else if (message)
    items.push({
      id: 'message',
      tone: 'warning',
      title: 'The cluster works with a limit',
      text: message,
      href: paths.settings(environmentId, cluster.id),
    })
  for (const { name, state, trace } of connectors)
    if (state === 'FAILED' || state === 'DEGRADED')
      items.push({
        id: name,
        tone: state === 'FAILED' ? 'failed' : 'warning',
        title: state === 'FAILED' ? `${name} has failed` : `${name} runs with some tasks failed`,
        text: trace,
        href: paths.connector(environmentId, cluster.id, name),
      })
  for (const { groupId, members, totalLag } of groups)
    if (members === 0 && totalLag > 0)
      items.push({
        id: `group-${groupId}`,
        tone: 'warning',
        title: `Group ${groupId} has no members`,
        text: `${plural(totalLag, 'message')} wait to be read.`,
        href: paths.consumer(environmentId, cluster.id, groupId),
      })
  if (pendingKeys.length > 0)
    items.push({
      id: 'keys',
      tone: 'provisioning',
      title: `${plural(pendingKeys.length, 'API key')} not known to the broker yet`,
      text: message ?? 'The worker hands it over within seconds.',
      href: paths.apiKeys(environmentId, cluster.id),
    })
  return { items, isPending: connectorsFound.isPending || groupsFound.isPending || keysFound.isPending }
}
