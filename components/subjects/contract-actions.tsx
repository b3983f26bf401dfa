'use client'

import { GitBranch, Scale, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { useDeniedReason } from '@/lib/queries/session'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import { CompatibilityDialog } from './compatibility-dialog'
import { DeleteSubjectDialog } from './delete-subject-dialog'

export function ContractActions(props: {
  registry: RegistryDto
  subject: string
  shown: number
  evolveHref?: string
  onDeleted?: () => void
}) {
  const { registry, subject, shown, evolveHref } = props
  const [open, setOpen] = useState<'compatibility' | 'version' | 'subject' | null>(null)
  const where = { environmentId: registry.spec.environment.id, registryId: registry.id, subject }
  const cannotWrite = useDeniedReason('subjects:write', where)
  const cannotDelete = useDeniedReason('subjects:delete', where)
  const cannotConfigure = useDeniedReason('subjects:configure', where)
  const close = (isOpen: boolean) => !isOpen && setOpen(null)
  const compatibility = {
    label: 'Compatibility setting',
    icon: <Scale />,
    disabledReason: cannotConfigure,
    onSelect: () => setOpen('compatibility'),
  }
  const deletion = {
    label: 'Delete subject',
    icon: <Trash2 />,
    isDanger: true,
    disabledReason: cannotDelete,
    onSelect: () => setOpen('subject'),
  }
  return (
    <div className="ml-auto flex items-center gap-2">
      {evolveHref === undefined ? null : cannotWrite ? (
        <Button size="sm" disabledReason={cannotWrite}>
          Evolve
        </Button>
      ) : (
        <Button size="sm" variant="primary" asChild>
          <Link href={evolveHref}>
            <GitBranch aria-hidden="true" />
            Evolve
          </Link>
        </Button>
      )}
      <Menu
        trigger={<Button size="sm">Manage</Button>}
        items={[
          ...(evolveHref === undefined ? [] : [compatibility]),
          {
            label: `Delete version ${shown}`,
            icon: <Trash2 />,
            isDanger: true,
            isSeparated: evolveHref !== undefined,
            disabledReason: cannotDelete,
            onSelect: () => setOpen('version'),
          },
          ...(evolveHref === undefined ? [] : [deletion]),
        ]}
      />
      <CompatibilityDialog
        registry={registry}
        subject={subject}
        isOpen={open === 'compatibility'}
        onOpenChange={close}
      />
      <DeleteSubjectDialog
        registry={registry}
        subject={subject}
        {...(open === 'version' ? { version: shown } : {})}
        isOpen={open === 'version' || open === 'subject'}
        onOpenChange={close}
        {...(props.onDeleted && open === 'subject' ? { onDeleted: props.onDeleted } : {})}
      />
    </div>
  )
}
