'use client'

import { useState } from 'react'
import { aclCategoryLabel, aclWord } from '@/components/acls/acl-choices'
import { readError } from '@/components/patterns/error-state'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Facts } from '@/components/ui/card'
import { useDeleteAcl, type AclRow } from '@/lib/queries/acls'
import { requests, type ConnectPlace } from '@/lib/queries/requests'

/** An ACL can be made again as it was, so it is not typed. */
export function DeleteAclDialog(props: { place: ConnectPlace; acl: AclRow; onClose: () => void }) {
  const { place, acl, onClose } = props
  const remove = useDeleteAcl(place)
  const [failure, setFailure] = useState<string | null>(null)
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Delete ACL"
      description={
        acl.permission === 'DENY'
          ? 'What it forbids is open again to whoever else allows it.'
          : 'Clients lose this right at once, open connections included.'
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            isLoading={remove.isPending}
            onClick={() =>
              remove.mutate(acl, {
                onSuccess: onClose,
                onError: (error) => setFailure(readError(error).message),
              })
            }
          >
            Delete ACL
          </Button>
        </>
      }
    >
      <Facts
        items={[
          { label: 'Principal', value: <span className="font-mono text-xs">{acl.principal}</span> },
          {
            label: 'Permission',
            value: `${aclWord(acl.permission)} ${aclWord(acl.operation).toLowerCase()}`,
          },
          {
            label: 'Resource',
            value: `${aclCategoryLabel(acl.resource_type)} ${acl.resource_name}${acl.pattern_type === 'PREFIXED' ? '*' : ''}`,
          },
          { label: 'Host', value: acl.host },
        ]}
      />
      {failure ? <Banner tone="danger">{failure}</Banner> : null}
      <ShowAs requests={[requests.acls.delete(place, acl)]} />
    </Dialog>
  )
}
