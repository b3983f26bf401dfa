'use client'

import { useQuery } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { keyColumns } from '@/components/api-keys/key-columns'
import { KeyTable } from '@/components/api-keys/key-table'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { EmptyState } from '@/components/patterns/empty-state'
import { ErrorState } from '@/components/patterns/error-state'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { useShortcut } from '@/components/patterns/shortcut-store'
import { Button } from '@/components/ui/button'
import { paths } from '@/lib/paths'
import { apiKeysQuery } from '@/lib/queries/api-keys'
import { sessionQuery } from '@/lib/queries/session'
import { useAccountNames } from '@/lib/queries/users'

type Props = { environmentId: string; clusterId: string }

export function ApiKeyList({ environmentId, clusterId }: Props) {
  const router = useRouter()
  const crumbs = useClusterCrumbs(environmentId, clusterId, { label: 'API keys' })
  const { data: keys, error, refetch } = useQuery(apiKeysQuery(clusterId))
  const { data: me } = useQuery(sessionQuery)
  const nameOf = useAccountNames()
  const columns = useMemo(
    () =>
      keyColumns([
        {
          id: 'owner',
          header: 'Owner',
          width: 190,
          value: ({ spec: { owner } }) =>
            owner.id === me?.user.id ? `${me.user.full_name} (you)` : nameOf(owner.id),
        },
      ]),
    [me, nameOf],
  )
  const createHref = paths.newApiKey(environmentId, clusterId)
  useShortcut('c', 'Create an API key', () => router.push(createHref))
  // One's own keys need no role: whoever sees the cluster may make one.
  const createButton = (
    <Button variant="primary" asChild>
      <Link href={createHref}>
        <Plus aria-hidden="true" />
        Create key
      </Link>
    </Button>
  )
  return (
    <Page isFilled>
      <PageHeader title="API keys" breadcrumb={crumbs} action={createButton} />
      <KeyTable
        id="api-keys"
        columns={columns}
        rows={keys}
        environmentOf={() => environmentId}
        error={
          error && !keys ? (
            <ErrorState title="The API keys could not be read" error={error} onRetry={() => void refetch()} />
          ) : undefined
        }
        empty={
          <EmptyState icon={<KeyRound />} title="No API keys for this cluster" action={createButton}>
            Every client logs in with a key and its secret. The secret is shown once, when the key is made.
          </EmptyState>
        }
        isFilled
      />
    </Page>
  )
}
