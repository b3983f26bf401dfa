'use client'

import { useState } from 'react'
import { ConfirmChange } from '@/components/clusters/confirm-change'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Switch } from '@/components/ui/switch'
import type { ClusterDto } from '@/lib/clusters/schema'
import { plural } from '@/lib/format/numbers'
import { useDeniedReason } from '@/lib/queries/session'

const meaning: Record<string, string> = {
  Basic: 'One broker on this machine.',
  Standard: 'One broker on this machine.',
  Dedicated:
    'Three brokers on this machine. New topics are kept three times, and one broker may stop without losing or blocking anything.',
}

/** What the cluster is, and the one way to something else. */
export function ClusterType({ cluster }: { cluster: ClusterDto }) {
  const [isOpen, setIsOpen] = useState(false)
  const denied = useDeniedReason('clusters:update', cluster.metadata.resource_name)
  const { kind, cku } = cluster.spec.config
  return (
    <Card>
      <CardHeader title="Cluster type" />
      <CardBody className="flex flex-wrap items-center justify-between gap-4">
        <p className="text-muted max-w-110 text-sm">
          <span className="text-fg font-medium">{kind}</span>
          {cku === undefined ? '' : `, ${plural(cku, 'CKU')}`}. {meaning[kind]}
        </p>
        {kind === 'Basic' ? (
          <Button disabledReason={denied} onClick={() => setIsOpen(true)}>
            Upgrade to Standard
          </Button>
        ) : null}
      </CardBody>
      <ConfirmChange
        cluster={cluster}
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title="Upgrade to Standard"
        change={{ config: { kind: 'Standard' } }}
        consequences={[
          'The cluster keeps its broker, addresses, topics and keys; nothing restarts.',
          'There is no way back to Basic.',
        ]}
      />
    </Card>
  )
}

export function DeletionProtection({ cluster }: { cluster: ClusterDto }) {
  const [isOpen, setIsOpen] = useState(false)
  const denied = useDeniedReason('clusters:update', cluster.metadata.resource_name)
  const isOn = cluster.spec.deletion_protection
  return (
    <Card>
      <CardHeader title="Deletion protection" />
      <CardBody className="flex flex-col gap-2">
        <Switch
          checked={isOn}
          onCheckedChange={() => setIsOpen(true)}
          isDisabled={denied !== undefined}
          label="Protect the cluster from deletion"
          hint="While this is on, nobody can delete it, here or through the API."
        />
        {denied ? <p className="text-faint text-sm">{denied}</p> : null}
      </CardBody>
      <ConfirmChange
        cluster={cluster}
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={isOn ? 'Turn deletion protection off' : 'Turn deletion protection on'}
        change={{ deletion_protection: !isOn }}
        consequences={[
          isOn
            ? 'Whoever may delete the cluster can do so again.'
            : 'Deleting the cluster is refused until this is turned off again.',
        ]}
      />
    </Card>
  )
}
