'use client'

import { useState } from 'react'
import { readError } from '@/components/patterns/error-state'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { requests } from '@/lib/queries/requests'
import { useDeleteRoleBinding } from '@/lib/queries/role-bindings'
import type { RoleBindingDto } from '@/lib/role-bindings/schema'

/** Removing a binding can be undone by binding the role again, so it is not typed. */
export function RemoveBindingDialog(props: {
  binding: RoleBindingDto
  principal: string
  place: string
  onClose: () => void
}) {
  const { binding, onClose } = props
  const remove = useDeleteRoleBinding()
  const [failure, setFailure] = useState<string | null>(null)
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Remove role binding"
      description={`${props.principal} loses ${binding.role_name} on ${props.place} within 10 seconds, on open connections too.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            isLoading={remove.isPending}
            onClick={() =>
              remove.mutate(binding.id, {
                onSuccess: onClose,
                onError: (error) => setFailure(readError(error).message),
              })
            }
          >
            Remove role binding
          </Button>
        </>
      }
    >
      {failure ? <Banner tone="danger">{failure}</Banner> : null}
      <ShowAs requests={[requests.roleBindings.delete(binding.id)]} />
    </Dialog>
  )
}
