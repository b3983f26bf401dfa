'use client'

import { useQuery } from '@tanstack/react-query'
import { KeyRound, Pencil, Plus, RotateCw, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { DeleteApiKeyDialog } from '@/components/api-keys/delete-api-key-dialog'
import { EditApiKeyDialog } from '@/components/api-keys/edit-api-key-dialog'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { DataTable } from '@/components/patterns/data-table/data-table'
import { EmptyState } from '@/components/patterns/empty-state'
import { ErrorState } from '@/components/patterns/error-state'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { useShortcut } from '@/components/patterns/shortcut-store'
import { Button } from '@/components/ui/button'
import type { ApiKeyDto } from '@/lib/api-keys/schema'
import { paths } from '@/lib/paths'
import { apiKeysQuery } from '@/lib/queries/api-keys'
import { sessionQuery } from '@/lib/queries/session'
import { useAccountNames } from '@/lib/queries/users'
import { apiKeyColumns } from './api-key-columns'

type Props = { environmentId: string; clusterId: string }

export function ApiKeyList({ environmentId, clusterId }: Props) {
  const router = useRouter()
  const crumbs = useClusterCrumbs(environmentId, clusterId, { label: 'API keys' })
  const { data: keys, error, refetch } = useQuery(apiKeysQuery(clusterId))
  const { data: me } = useQuery(sessionQuery)
  const nameOf = useAccountNames()
  const columns = useMemo(() => apiKeyColumns(me, nameOf), [me, nameOf])
  const [open, setOpen] = useState<{ dialog: 'edit' | 'delete'; apiKey: ApiKeyDto } | null>(null)
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
  const close = () => setOpen(null)
  return (
    <Page isFilled>
      <PageHeader title="API keys" breadcrumb={crumbs} action={createButton} />
      <DataTable
        id="api-keys"
        noun={['API key', 'API keys']}
        columns={columns}
        rows={keys}
        getRowId={(key) => key.id}
        defaultSort="-created"
        searchPlaceholder="Search API keys"
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
        rowActions={(apiKey) => [
          {
            label: 'Edit description',
            icon: <Pencil />,
            onSelect: () => setOpen({ dialog: 'edit', apiKey }),
          },
          {
            label: 'Rotate key',
            icon: <RotateCw />,
            onSelect: () => router.push(paths.rotateApiKey(apiKey.id)),
          },
          {
            label: 'Delete key',
            icon: <Trash2 />,
            isDanger: true,
            isSeparated: true,
            onSelect: () => setOpen({ dialog: 'delete', apiKey }),
          },
        ]}
        isFilled
      />
      {open?.dialog === 'edit' ? <EditApiKeyDialog apiKey={open.apiKey} onClose={close} /> : null}
      {open?.dialog === 'delete' ? (
        <DeleteApiKeyDialog apiKey={open.apiKey} environmentId={environmentId} onClose={close} />
      ) : null}
    </Page>
  )
}
