'use client'

import { useQuery } from '@tanstack/react-query'
import { Ban, CircleCheck, Pencil, Plus, ShieldHalf, Trash2, UsersRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { parseAsBoolean, useQueryState } from 'nuqs'
import { useMemo, useState } from 'react'
import { DataTable } from '@/components/patterns/data-table/data-table'
import { ErrorState } from '@/components/patterns/error-state'
import { EmptyState } from '@/components/patterns/empty-state'
import { Page } from '@/components/patterns/page'
import { Button } from '@/components/ui/button'
import type { MenuItem } from '@/components/ui/menu'
import { paths } from '@/lib/paths'
import { roleBindingsQuery } from '@/lib/queries/role-bindings'
import { sessionQuery, useDeniedReason } from '@/lib/queries/session'
import { usersQuery } from '@/lib/queries/users'
import type { UserDto } from '@/lib/users/schema'
import { AccessHeader } from '../../_components/access-header'
import { InviteDialog } from './invite-dialog'
import { userColumns } from './user-columns'
import { DeleteUserDialog, RenameUserDialog, SwitchUserDialog } from './user-dialogs'

type Open = { dialog: 'rename' | 'switch' | 'delete'; user: UserDto }

export function UserList() {
  const router = useRouter()
  const { data: users, error, refetch } = useQuery(usersQuery)
  const { data: bindings } = useQuery(roleBindingsQuery)
  const { data: me } = useQuery(sessionQuery)
  const [isInviting, setIsInviting] = useQueryState('invite', parseAsBoolean.withDefault(false))
  const [open, setOpen] = useState<Open | null>(null)
  const cannotInvite = useDeniedReason('users:create')
  const cannotUpdate = useDeniedReason('users:update')
  const cannotDelete = useDeniedReason('users:delete')
  const columns = useMemo(() => userColumns(bindings, me), [bindings, me])
  const actionsOf = (user: UserDto): MenuItem[] => {
    const own = user.id === me?.user.id ? 'This is your own account.' : undefined
    return [
      {
        label: 'Edit name',
        icon: <Pencil />,
        disabledReason: cannotUpdate,
        onSelect: () => setOpen({ dialog: 'rename', user }),
      },
      {
        label: 'Show access',
        icon: <ShieldHalf />,
        onSelect: () => router.push(`${paths.access}?q=${user.id}`),
      },
      {
        label: user.is_active ? 'Deactivate' : 'Activate',
        icon: user.is_active ? <Ban /> : <CircleCheck />,
        isSeparated: true,
        isDanger: user.is_active,
        disabledReason: cannotUpdate ?? own,
        onSelect: () => setOpen({ dialog: 'switch', user }),
      },
      {
        label: 'Delete user',
        icon: <Trash2 />,
        isDanger: true,
        disabledReason: cannotDelete ?? own,
        onSelect: () => setOpen({ dialog: 'delete', user }),
      },
    ]
  }
  const close = () => setOpen(null)
  return (
    <Page isFilled>
      <AccessHeader
        tab="Users"
        action={
          <Button variant="primary" disabledReason={cannotInvite} onClick={() => void setIsInviting(true)}>
            <Plus aria-hidden="true" />
            Invite user
          </Button>
        }
      />
      <DataTable
        id="users"
        noun={['user', 'users']}
        columns={columns}
        rows={users}
        getRowId={({ id }) => id}
        defaultSort="name"
        searchPlaceholder="Search users"
        error={
          error && !users ? (
            <ErrorState title="The users could not be read" error={error} onRetry={() => void refetch()} />
          ) : undefined
        }
        empty={
          <EmptyState icon={<UsersRound />} title="No users">
            A user signs in with an e-mail address and sees what its roles show.
          </EmptyState>
        }
        rowActions={actionsOf}
        isFilled
      />
      {isInviting && !cannotInvite ? <InviteDialog onClose={() => void setIsInviting(null)} /> : null}
      {open?.dialog === 'rename' ? <RenameUserDialog user={open.user} onClose={close} /> : null}
      {open?.dialog === 'switch' ? <SwitchUserDialog user={open.user} onClose={close} /> : null}
      {open?.dialog === 'delete' ? <DeleteUserDialog user={open.user} onClose={close} /> : null}
    </Page>
  )
}
