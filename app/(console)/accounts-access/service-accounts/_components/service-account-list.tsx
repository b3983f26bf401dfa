'use client'

import { useQuery } from '@tanstack/react-query'
import { Bot, Pencil, Plus, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import type { Column } from '@/components/patterns/data-table/columns'
import { DataTable } from '@/components/patterns/data-table/data-table'
import { createdColumn, idColumn } from '@/components/patterns/data-table/noun-columns'
import { ErrorState } from '@/components/patterns/error-state'
import { EmptyState } from '@/components/patterns/empty-state'
import { Page } from '@/components/patterns/page'
import { useShortcut } from '@/components/patterns/shortcut-store'
import { Button } from '@/components/ui/button'
import { formatInteger } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import { allApiKeysQuery } from '@/lib/queries/api-keys'
import { bindingsOf, roleBindingsQuery } from '@/lib/queries/role-bindings'
import { serviceAccountsQuery } from '@/lib/queries/service-accounts'
import { useDeniedReason } from '@/lib/queries/session'
import type { RoleBindingDto } from '@/lib/role-bindings/schema'
import type { ServiceAccountDto } from '@/lib/service-accounts/schema'
import Link from 'next/link'
import { AccessHeader } from '../../_components/access-header'
import { RoleBadges } from '../../_components/role-badges'
import { DeleteAccountDialog, ServiceAccountDialog } from './service-account-dialogs'

type Open = { dialog: 'create' } | { dialog: 'edit' | 'delete'; account: ServiceAccountDto }

export function ServiceAccountList() {
  const router = useRouter()
  const { data: accounts, error, refetch } = useQuery(serviceAccountsQuery)
  const { data: bindings } = useQuery(roleBindingsQuery)
  const { data: keys } = useQuery(allApiKeysQuery)
  const [open, setOpen] = useState<Open | null>(null)
  const cannotCreate = useDeniedReason('service-accounts:create')
  const cannotUpdate = useDeniedReason('service-accounts:update')
  const cannotDelete = useDeniedReason('service-accounts:delete')
  const keyCounts = useMemo(() => countBy(keys?.map(({ spec }) => spec.owner.id)), [keys])
  const columns = useMemo(() => columnsWith(bindings, keyCounts), [bindings, keyCounts])
  useShortcut(cannotCreate ? null : 'c', 'Create a service account', () => setOpen({ dialog: 'create' }))
  const create = (
    <Button variant="primary" disabledReason={cannotCreate} onClick={() => setOpen({ dialog: 'create' })}>
      <Plus aria-hidden="true" />
      Create service account
    </Button>
  )
  const close = () => setOpen(null)
  return (
    <Page isFilled>
      <AccessHeader tab="Service accounts" action={create} />
      <DataTable
        id="service-accounts"
        noun={['service account', 'service accounts']}
        columns={columns}
        rows={accounts}
        getRowId={({ id }) => id}
        rowHref={({ id }) => paths.serviceAccount(id)}
        defaultSort="name"
        searchPlaceholder="Search service accounts"
        error={
          error && !accounts ? (
            <ErrorState
              title="The service accounts could not be read"
              error={error}
              onRetry={() => void refetch()}
            />
          ) : undefined
        }
        empty={
          <EmptyState icon={<Bot />} title="No service accounts" action={create}>
            A service account is what a program acts as: it has API keys and roles of its own, and cannot sign
            in.
          </EmptyState>
        }
        rowActions={(account) => [
          {
            label: 'Edit',
            icon: <Pencil />,
            disabledReason: cannotUpdate,
            onSelect: () => setOpen({ dialog: 'edit', account }),
          },
          {
            label: 'Delete service account',
            icon: <Trash2 />,
            isDanger: true,
            isSeparated: true,
            disabledReason: cannotDelete,
            onSelect: () => setOpen({ dialog: 'delete', account }),
          },
        ]}
        isFilled
      />
      {open?.dialog === 'create' ? (
        <ServiceAccountDialog
          onClose={close}
          onCreated={(account) => router.push(paths.serviceAccount(account.id))}
        />
      ) : null}
      {open?.dialog === 'edit' ? <ServiceAccountDialog account={open.account} onClose={close} /> : null}
      {open?.dialog === 'delete' ? <DeleteAccountDialog account={open.account} onClose={close} /> : null}
    </Page>
  )
}

function countBy(ids: readonly string[] | undefined): Map<string, number> {
  const counts = new Map<string, number>()
  for (const id of ids ?? []) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

const columnsWith = (
  bindings: readonly RoleBindingDto[] | undefined,
  keyCounts: Map<string, number>,
): Column<ServiceAccountDto>[] => [
  {
    id: 'name',
    header: 'Name',
    value: ({ display_name: name }) => name,
    cell: ({ id, display_name: name }) => (
      <Link href={paths.serviceAccount(id)} className="rounded-sm font-medium hover:underline">
        {name}
      </Link>
    ),
  },
  {
    id: 'description',
    header: 'Description',
    isHiddenOnPhone: true,
    value: ({ description }) => description,
    cell: ({ description }) => description || <span className="text-faint">None</span>,
  },
  {
    id: 'roles',
    header: 'Roles',
    value: ({ id }) =>
      bindingsOf(bindings, id)
        ?.map(({ role_name: role }) => role)
        .join(' '),
    cell: ({ id }) => <RoleBadges bindings={bindingsOf(bindings, id)} />,
  },
  {
    id: 'keys',
    header: 'API keys',
    width: 100,
    align: 'right',
    isSearchable: false,
    isHighFirst: true,
    value: ({ id }) => keyCounts.get(id) ?? 0,
    cell: ({ id }) => formatInteger(keyCounts.get(id) ?? 0),
  },
  idColumn(),
  createdColumn(),
]
