'use client'

import { useState } from 'react'
import { ConfirmByTyping } from '@/components/patterns/confirm-by-typing'
import { readError } from '@/components/patterns/error-state'
import { NameDialog } from '@/components/patterns/name-dialog'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { requests } from '@/lib/queries/requests'
import { useDeleteUser, useUpdateUser } from '@/lib/queries/users'
import { fullNameField, type UserDto } from '@/lib/users/schema'

type Props = { user: UserDto; onClose: () => void }

export function RenameUserDialog({ user, onClose }: Props) {
  const update = useUpdateUser()
  return (
    <NameDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Edit ${user.email}`}
      label="Name"
      initial={user.full_name}
      schema={fullNameField}
      actionLabel="Save"
      requestsOf={(name) => [requests.users.update(user.id, { full_name: name })]}
      onSubmit={(name) => update.mutateAsync({ id: user.id, full_name: name })}
    />
  )
}

/** Deactivating is confirmed by typing; activating again takes nothing away. */
export function SwitchUserDialog({ user, onClose }: Props) {
  return user.is_active ? (
    <DeactivateDialog user={user} onClose={onClose} />
  ) : (
    <ActivateDialog user={user} onClose={onClose} />
  )
}

function DeactivateDialog({ user, onClose }: Props) {
  const update = useUpdateUser()
  return (
    <ConfirmByTyping
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Deactivate user"
      name={user.email}
      nameLabel="e-mail address"
      consequences={[
        `${user.full_name || user.email} is signed out everywhere and cannot sign in.`,
        'API keys of the account stop working within 10 seconds.',
        'Roles stay. Activating the user brings everything back.',
      ]}
      requests={[requests.users.update(user.id, { is_active: false })]}
      actionLabel="Deactivate user"
      onConfirm={() => update.mutateAsync({ id: user.id, is_active: false })}
    />
  )
}

function ActivateDialog({ user, onClose }: Props) {
  const update = useUpdateUser()
  const [failure, setFailure] = useState<string | null>(null)
  const activate = () =>
    update.mutate(
      { id: user.id, is_active: true },
      { onSuccess: onClose, onError: (error) => setFailure(readError(error).message) },
    )
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Activate user"
      description={`${user.full_name || user.email} can sign in again, with the same roles and keys.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" isLoading={update.isPending} onClick={activate}>
            Activate user
          </Button>
        </>
      }
    >
      {failure ? <Banner tone="danger">{failure}</Banner> : null}
      <ShowAs requests={[requests.users.update(user.id, { is_active: true })]} />
    </Dialog>
  )
}

export function DeleteUserDialog({ user, onClose }: Props) {
  const remove = useDeleteUser()
  return (
    <ConfirmByTyping
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Delete user"
      name={user.email}
      nameLabel="e-mail address"
      consequences={[
        `${user.full_name || user.email} leaves the organization and is signed out everywhere.`,
        'API keys and role bindings of the account go with it. Programs and connectors with those keys fail.',
        'It cannot be undone. To let somebody in again, invite them.',
      ]}
      requests={[requests.users.delete(user.id)]}
      actionLabel="Delete user"
      onConfirm={() => remove.mutateAsync(user.id)}
    />
  )
}
