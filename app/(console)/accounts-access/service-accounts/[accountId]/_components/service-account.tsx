'use client'

import { useQuery } from '@tanstack/react-query'
import { KeyRound, Pencil, Plus, ShieldHalf, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ErrorState } from '@/components/patterns/error-state'
import { EmptyState } from '@/components/patterns/empty-state'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { TileSkeletons } from '@/components/patterns/tile-skeletons'
import { Button } from '@/components/ui/button'
import { CardHeader } from '@/components/ui/card'
import { paths } from '@/lib/paths'
import { allApiKeysQuery } from '@/lib/queries/api-keys'
import { bindingsOf, roleBindingsQuery } from '@/lib/queries/role-bindings'
import { serviceAccountQuery, serviceAccountsQuery } from '@/lib/queries/service-accounts'
import { sessionQuery, useDeniedReason } from '@/lib/queries/session'
import { useAccountNames } from '@/lib/queries/users'
import type { ServiceAccountDto } from '@/lib/service-accounts/schema'
import { accessCrumbs } from '../../../_components/access-header'
import { AddBindingDialog } from '../../../_components/add-binding-dialog'
import { BindingTable } from '../../../_components/binding-table'
import { AccountKeyTable } from '../../../_components/account-key-table'
import { DeleteAccountDialog, ServiceAccountDialog } from '../../_components/service-account-dialogs'

function useSiblings() {
  const { data, isPending } = useQuery(serviceAccountsQuery)
  const items = (data ?? []).map(({ id, display_name: label }) => ({
    id,
    label,
    hint: id,
    href: paths.serviceAccount(id),
  }))
  return { items, isLoading: isPending }
}

const crumbs = (label: string) =>
  accessCrumbs(
    { label: 'Service accounts', href: paths.serviceAccounts },
    { label, noun: 'service accounts', useSiblings },
  )

/** One account with its keys and its role bindings. */
export function ServiceAccount({ id }: { id: string }) {
  const { data: account, error, refetch } = useQuery(serviceAccountQuery(id))
  if (account) return <Loaded account={account} />
  return (
    <Page>
      <PageHeader title={id} breadcrumb={crumbs(id)} />
      {error ? (
        <ErrorState
          title="The service account could not be read"
          error={error}
          onRetry={() => void refetch()}
        />
      ) : (
        <div className="grid gap-4">
          <TileSkeletons count={2} />
        </div>
      )}
    </Page>
  )
}

type Open = 'edit' | 'delete' | 'bind'

function Loaded({ account }: { account: ServiceAccountDto }) {
  const { id } = account
  const router = useRouter()
  const { data: me } = useQuery(sessionQuery)
  const keys = useQuery(allApiKeysQuery).data?.filter(({ spec }) => spec.owner.id === id)
  const bindings = bindingsOf(useQuery(roleBindingsQuery).data, id)
  const nameOf = useAccountNames()
  const [open, setOpen] = useState<Open | null>(null)
  const cannotUpdate = useDeniedReason('service-accounts:update')
  const cannotDelete = useDeniedReason('service-accounts:delete')
  const close = () => setOpen(null)
  const bind = (
    <Button size="sm" onClick={() => setOpen('bind')}>
      <Plus aria-hidden="true" />
      Add role binding
    </Button>
  )
  const create = (
    <Button size="sm" asChild>
      <Link href={`${paths.newAccessApiKey}?account=${id}`}>
        <Plus aria-hidden="true" />
        Create API key
      </Link>
    </Button>
  )
  return (
    <Page>
      <PageHeader
        title={account.display_name}
        breadcrumb={crumbs(account.display_name)}
        ids={[{ id }]}
        description={account.description}
        menu={[
          {
            label: 'Edit',
            icon: <Pencil />,
            disabledReason: cannotUpdate,
            onSelect: () => setOpen('edit'),
          },
          {
            label: 'Delete service account',
            icon: <Trash2 />,
            isDanger: true,
            isSeparated: true,
            disabledReason: cannotDelete,
            onSelect: () => setOpen('delete'),
          },
        ]}
      />
      <section aria-label="Role bindings">
        <CardHeader title="Role bindings" aside={bind} className="px-0" />
        <BindingTable
          id="account-bindings"
          me={me}
          bindings={bindings}
          nameOf={nameOf}
          hasPrincipal={false}
          isFramed
          empty={
            <EmptyState icon={<ShieldHalf />} title="No roles" className="py-8">
              Without a role or an ACL this account can sign in to a cluster and do nothing there.
            </EmptyState>
          }
        />
      </section>
      <section aria-label="API keys">
        <CardHeader title="API keys" aside={create} className="px-0" />
        <AccountKeyTable
          id="account-keys"
          keys={keys}
          nameOf={nameOf}
          hasOwner={false}
          isFramed
          empty={
            <EmptyState icon={<KeyRound />} title="No API keys" className="py-8">
              Programs log in with a key of this account and its secret.
            </EmptyState>
          }
        />
      </section>
      {open === 'edit' ? <ServiceAccountDialog account={account} onClose={close} /> : null}
      {open === 'bind' ? <AddBindingDialog principal={`User:${id}`} onClose={close} /> : null}
      {open === 'delete' ? (
        <DeleteAccountDialog
          account={account}
          onClose={close}
          onDeleted={() => router.push(paths.serviceAccounts)}
        />
      ) : null}
    </Page>
  )
}
