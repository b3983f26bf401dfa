'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState } from '@/components/patterns/error-state'
import { ConfirmByTyping } from '@/components/patterns/confirm-by-typing'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, Facts } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { plural } from '@/lib/format/numbers'
import { requests } from '@/lib/queries/requests'
import { externalRegistryQuery, useAttachRegistry } from '@/lib/queries/schema-registries'
import { useDeniedReason } from '@/lib/queries/session'
import { subjectCountsQuery } from '@/lib/queries/subject-summaries'
import type { ExternalRegistry } from '@/lib/schema-registries/external-schema'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import { AttachDialog } from './attach-dialog'

/** Whether this environment's registry is Tributary's own or somebody's, and the way to the other. */
export function AttachedRegistry({ registry }: { registry: RegistryDto }) {
  const { data: external, error, refetch } = useQuery(externalRegistryQuery(registry.id))
  const [open, setOpen] = useState<'attach' | 'detach' | null>(null)
  const denied = useDeniedReason('schema-registries:attach', {
    environmentId: registry.spec.environment.id,
    registryId: registry.id,
  })
  const close = () => setOpen(null)
  return (
    <Card>
      <CardHeader title="Attached registry" />
      {external === undefined ? (
        <CardBody>
          {error ? (
            <ErrorState
              className="-my-8"
              title="It could not be read whether a registry is attached"
              error={error}
              onRetry={() => void refetch()}
            />
          ) : (
            <Skeleton className="h-24" />
          )}
        </CardBody>
      ) : external ? (
        <CardBody className="flex flex-col gap-4">
          <Connection external={external} />
          <div className="flex flex-wrap gap-2">
            <Button disabledReason={denied} onClick={() => setOpen('attach')}>
              Edit connection
            </Button>
            <Button variant="danger-quiet" disabledReason={denied} onClick={() => setOpen('detach')}>
              Detach registry
            </Button>
          </div>
        </CardBody>
      ) : (
        <CardBody className="flex flex-col items-start gap-3">
          <p className="text-muted text-sm">
            This environment uses Tributary’s own registry. Any registry with Confluent’s API can take its
            place: the same pages, connectors and endpoint then work with the schemas that are there.
          </p>
          <Button disabledReason={denied} onClick={() => setOpen('attach')}>
            Attach a registry
          </Button>
        </CardBody>
      )}
      {open === 'attach' ? (
        <AttachDialog registry={registry} present={external ?? null} onClose={close} />
      ) : null}
      {open === 'detach' && external ? (
        <DetachDialog registry={registry} external={external} onClose={close} />
      ) : null}
    </Card>
  )
}

const Connection = ({ external }: { external: ExternalRegistry }) => (
  <Facts
    items={[
      { label: 'Address', value: <span className="font-mono text-xs break-all">{external.url}</span> },
      ...(external.username
        ? [
            { label: 'User name', value: external.username },
            { label: 'Password', value: 'Stored encrypted' },
          ]
        : [{ label: 'Login', value: 'None' }]),
      ...(external.ssl_ca_pem ? [{ label: 'CA certificates', value: 'Given' }] : []),
    ]}
  />
)

function DetachDialog(props: { registry: RegistryDto; external: ExternalRegistry; onClose: () => void }) {
  const { registry, external, onClose } = props
  const change = useAttachRegistry(registry.id)
  const subjects = useQuery(subjectCountsQuery(registry.id)).data?.subjects
  return (
    <ConfirmByTyping
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Detach registry"
      name={new URL(external.url).host}
      nameLabel="address"
      consequences={[
        `Nothing is changed at ${external.url}${subjects === undefined ? '' : `: its ${plural(subjects, 'subject')} ${subjects === 1 ? 'stays' : 'stay'} there`}.`,
        'Tributary’s own registry answers again, with the subjects that it had before.',
        'Messages whose schema ids belong to the attached registry are not decoded here any more; connectors that use them fail.',
      ]}
      actionLabel="Detach registry"
      requests={[requests.schemaRegistries.detach(registry.id)]}
      onConfirm={() => change.mutateAsync(null)}
    />
  )
}
