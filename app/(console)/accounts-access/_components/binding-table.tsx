'use client'

import { Trash2 } from 'lucide-react'
import { useMemo, useState, type ReactNode } from 'react'
import { DataTable } from '@/components/patterns/data-table/data-table'
import { deniedReason } from '@/lib/queries/session'
import type { RoleBindingDto } from '@/lib/role-bindings/schema'
import type { Whoami } from '@/lib/sessions/schema'
import { bindingColumns, principalColumn } from './binding-columns'
import { environmentsIn, usePlaceNames } from './place-names'
import { RemoveBindingDialog } from './remove-binding-dialog'

/** Role bindings with a way to remove them, on the access page and on that of an account. */
export function BindingTable(props: {
  id: string
  me: Whoami | undefined
  bindings: readonly RoleBindingDto[] | undefined
  nameOf: (principal: string) => string
  hasPrincipal: boolean
  error?: ReactNode
  empty: ReactNode
  isFilled?: boolean
  isFramed?: boolean
}) {
  const { bindings, nameOf, me } = props
  const [doomed, setDoomed] = useState<RoleBindingDto | null>(null)
  const environmentIds = useMemo(
    () => environmentsIn(bindings?.map(({ crn_pattern: crn }) => crn) ?? []),
    [bindings],
  )
  const names = usePlaceNames(environmentIds)
  const columns = useMemo(
    () => [...(props.hasPrincipal ? [principalColumn(nameOf)] : []), ...bindingColumns(names)],
    [props.hasPrincipal, nameOf, names],
  )
  return (
    <>
      <DataTable
        id={props.id}
        noun={['role binding', 'role bindings']}
        columns={columns}
        rows={bindings}
        getRowId={({ id }) => id}
        defaultSort={props.hasPrincipal ? 'principal' : 'role'}
        searchPlaceholder="Search role bindings"
        hasSearch={props.hasPrincipal}
        hasColumnChooser={props.hasPrincipal}
        error={props.error}
        empty={props.empty}
        rowActions={(binding) => [
          {
            label: 'Remove role binding',
            icon: <Trash2 />,
            isDanger: true,
            disabledReason: me && deniedReason(me, 'role-bindings:delete', binding.crn_pattern),
            onSelect: () => setDoomed(binding),
          },
        ]}
        {...(props.isFilled ? { isFilled: true } : {})}
        {...(props.isFramed ? { isFramed: true } : {})}
      />
      {doomed ? (
        <RemoveBindingDialog
          binding={doomed}
          principal={nameOf(doomed.principal)}
          place={names.place(doomed.crn_pattern)}
          onClose={() => setDoomed(null)}
        />
      ) : null}
    </>
  )
}
