'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus, ShieldHalf, Trash2, UserRoundCog } from 'lucide-react'
import { parseAsString, useQueryState } from 'nuqs'
import { useMemo, useState } from 'react'
import { aclCategories } from '@/components/acls/acl-choices'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { DataTable } from '@/components/patterns/data-table/data-table'
import { ErrorState } from '@/components/patterns/error-state'
import { EmptyState } from '@/components/patterns/empty-state'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { useShortcut } from '@/components/patterns/shortcut-store'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Select } from '@/components/ui/select'
import { clusterCrn } from '@/lib/crn'
import { paths } from '@/lib/paths'
import { aclsQuery, type AclRow } from '@/lib/queries/acls'
import { apiKeysQuery } from '@/lib/queries/api-keys'
import { roleBindingsQuery } from '@/lib/queries/role-bindings'
import { sessionQuery, useDeniedReason } from '@/lib/queries/session'
import { useAccountNames } from '@/lib/queries/users'
import { aclColumns } from './acl-columns'
import { AddAclsDialog } from './add-acls-dialog'
import { DeleteAclDialog } from './delete-acl-dialog'
import { rolesOfAcls } from './role-of-acl'

type Place = { environmentId: string; clusterId: string }
const everything = 'all'

/** The ACLs of the cluster as its brokers have them: those made by hand, and those that roles compile to. */
export function AclList(place: Place) {
  const { environmentId, clusterId } = place
  const crumbs = useClusterCrumbs(environmentId, clusterId, { label: 'Access control' })
  const { data: acls, error, refetch } = useQuery(aclsQuery(clusterId))
  const roleOf = useRoles(place)
  const nameOf = useAccountNames()
  const [principal, setPrincipal] = useQueryState('principal', parseAsString.withDefault(everything))
  const [category, setCategory] = useQueryState('category', parseAsString.withDefault(everything))
  const [origin, setOrigin] = useQueryState('from', parseAsString.withDefault(everything))
  const [isAdding, setIsAdding] = useState(false)
  const [doomed, setDoomed] = useState<AclRow | null>(null)
  const cannotCreate = useDeniedReason('acls:create', place)
  const cannotDelete = useDeniedReason('acls:delete', place)
  useShortcut(cannotCreate ? null : 'c', 'Add ACLs', () => setIsAdding(true))
  const principals = useMemo(() => [...new Set(acls?.map((acl) => acl.principal))], [acls])
  const rows = useMemo(
    () =>
      acls?.filter(
        (acl) =>
          (principal === everything || acl.principal === principal) &&
          (category === everything || acl.resource_type === category) &&
          (origin === everything || (origin === 'role') === (roleOf(acl) !== undefined)),
      ),
    [acls, principal, category, origin, roleOf],
  )
  const columns = useMemo(() => aclColumns(nameOf, roleOf), [nameOf, roleOf])
  const add = (
    <Button variant="primary" disabledReason={cannotCreate} onClick={() => setIsAdding(true)}>
      <Plus aria-hidden="true" />
      Add ACLs
    </Button>
  )
  const choose = (set: (next: string | null) => unknown) => (next: string) =>
    void set(next === everything ? null : next)
  return (
    <Page isFilled>
      <PageHeader title="Access control" breadcrumb={crumbs} action={add} />
      <DataTable
        id="acls"
        noun={['ACL', 'ACLs']}
        columns={columns}
        rows={rows}
        getRowId={(acl) => Object.values(rowOf(acl)).join('\n')}
        defaultSort="principal"
        searchPlaceholder="Search ACLs"
        filters={
          <>
            <Combobox
              size="sm"
              className="w-44"
              aria-label="Principal"
              noun="principals"
              value={principal}
              onValueChange={choose(setPrincipal)}
              options={[
                { value: everything, label: 'All principals' },
                ...principals.map((one) => ({ value: one, label: nameOf(one), hint: one })),
              ]}
            />
            <Select
              size="sm"
              aria-label="Category"
              value={category}
              onValueChange={choose(setCategory)}
              options={[{ value: everything, label: 'All categories' }, ...aclCategories]}
            />
            <Select
              size="sm"
              aria-label="Origin"
              value={origin}
              onValueChange={choose(setOrigin)}
              options={[
                { value: everything, label: 'By hand and from roles' },
                { value: 'hand', label: 'Made by hand' },
                { value: 'role', label: 'From roles' },
              ]}
            />
          </>
        }
        error={
          error && !acls ? (
            <ErrorState title="The ACLs could not be read" error={error} onRetry={() => void refetch()} />
          ) : undefined
        }
        empty={
          <EmptyState icon={<ShieldHalf />} title="No ACLs on this cluster" action={add}>
            An ACL lets a principal do one operation on a resource, or forbids it. Roles make ACLs by
            themselves.
          </EmptyState>
        }
        rowActions={(acl) => {
          const role = roleOf(acl)
          return role
            ? [{ label: 'Show role binding', icon: <UserRoundCog />, href: paths.accessAt(role.crn_pattern) }]
            : [
                {
                  label: 'Delete ACL',
                  icon: <Trash2 />,
                  isDanger: true,
                  disabledReason: cannotDelete,
                  onSelect: () => setDoomed(rowOf(acl)),
                },
              ]
        }}
        isFilled
      />
      {isAdding ? <AddAclsDialog place={place} onClose={() => setIsAdding(false)} /> : null}
      {doomed ? <DeleteAclDialog place={place} acl={doomed} onClose={() => setDoomed(null)} /> : null}
    </Page>
  )
}

function useRoles({ environmentId, clusterId }: Place) {
  const { data: me } = useQuery(sessionQuery)
  const { data: bindings } = useQuery(roleBindingsQuery)
  const { data: keys } = useQuery(apiKeysQuery(clusterId))
  const organizationId = me?.organization.id ?? ''
  return useMemo(
    () => rolesOfAcls(bindings ?? [], keys ?? [], clusterCrn(organizationId, environmentId, clusterId)),
    [bindings, keys, organizationId, environmentId, clusterId],
  )
}

/** The seven fields that make an ACL, and nothing else of the answer. */
const rowOf = (acl: AclRow): AclRow => ({
  resource_type: acl.resource_type,
  resource_name: acl.resource_name,
  pattern_type: acl.pattern_type,
  principal: acl.principal,
  host: acl.host,
  operation: acl.operation,
  permission: acl.permission,
})
