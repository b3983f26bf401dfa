'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus, ShieldHalf } from 'lucide-react'
import { parseAsString, useQueryState } from 'nuqs'
import { useMemo, useState } from 'react'
import { ErrorState } from '@/components/patterns/error-state'
import { EmptyState } from '@/components/patterns/empty-state'
import { Page } from '@/components/patterns/page'
import { Button } from '@/components/ui/button'
import { organizationCrn } from '@/lib/crn'
import { roleBindingsQuery } from '@/lib/queries/role-bindings'
import { sessionQuery, useDeniedReason } from '@/lib/queries/session'
import { useAccountNames } from '@/lib/queries/users'
import { AccessHeader } from '../../_components/access-header'
import { AddBindingDialog } from '../../_components/add-binding-dialog'
import { BindingTable } from '../../_components/binding-table'
import { PlaceTree } from './place-tree'

/** Who may do what where: the organization as a tree, and the role bindings of the chosen place and below. */
export function AccessTree() {
  const { data: me } = useQuery(sessionQuery)
  const { data: bindings, error, refetch } = useQuery(roleBindingsQuery)
  const nameOf = useAccountNames()
  const [at, setAt] = useQueryState('at', parseAsString)
  const [isAdding, setIsAdding] = useState(false)
  const root = organizationCrn(me?.organization.id ?? '')
  const place = at ?? root
  const cannotBind = useDeniedReason('role-bindings:create', place)
  const shown = useMemo(
    () => bindings?.filter(({ crn_pattern: crn }) => crn === place || crn.startsWith(`${place}/`)),
    [bindings, place],
  )
  const add = (
    <Button variant="primary" disabledReason={cannotBind} onClick={() => setIsAdding(true)}>
      <Plus aria-hidden="true" />
      Add role binding
    </Button>
  )
  return (
    <Page isFilled>
      <AccessHeader tab="Access" action={add} />
      <div className="flex min-h-0 flex-1 flex-col gap-5 lg:flex-row lg:gap-7">
        <PlaceTree
          root={root}
          rootName={me?.organization.display_name ?? 'Organization'}
          current={place}
          bindings={bindings ?? []}
          onChoose={(crn) => void setAt(crn === root ? null : crn)}
        />
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <BindingTable
            id="role-bindings"
            me={me}
            bindings={shown}
            nameOf={nameOf}
            hasPrincipal
            isFilled
            error={
              error && !bindings ? (
                <ErrorState
                  title="The role bindings could not be read"
                  error={error}
                  onRetry={() => void refetch()}
                />
              ) : undefined
            }
            empty={
              <EmptyState icon={<ShieldHalf />} title="No role bindings here" action={add}>
                A role binding lets a user or a service account do what a role allows, on this place and in
                it.
              </EmptyState>
            }
          />
        </div>
      </div>
      {isAdding ? <AddBindingDialog at={place} onClose={() => setIsAdding(false)} /> : null}
    </Page>
  )
}
