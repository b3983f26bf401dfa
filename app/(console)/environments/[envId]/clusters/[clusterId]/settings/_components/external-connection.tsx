'use client'

import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { FormProvider } from 'react-hook-form'
import { z } from 'zod'
import { ExternalFields } from '@/components/clusters/external-fields'
import {
  checkExternal,
  emptyExternal,
  externalDraft,
  inFormWords,
  toExternalKafka,
} from '@/components/clusters/external-form'
import { showServerErrors, useZodForm } from '@/components/patterns/form'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, Facts } from '@/components/ui/card'
import { Dialog, DialogBody, DialogFooter, dialogFormStyles } from '@/components/ui/dialog'
import { externalKafkaEdit } from '@/lib/clusters/external-schema'
import { type ClusterDto } from '@/lib/clusters/schema'
import { useUpdateCluster } from '@/lib/queries/clusters'
import { requests } from '@/lib/queries/requests'
import { useDeniedReason } from '@/lib/queries/session'

type External = NonNullable<ClusterDto['spec']['external']>

/** How Tributary reaches an attached cluster, and the form that changes it. */
export function ExternalConnection({ cluster, external }: { cluster: ClusterDto; external: External }) {
  const [isOpen, setIsOpen] = useState(false)
  const denied = useDeniedReason('clusters:update', cluster.metadata.resource_name)
  return (
    <Card>
      <CardHeader
        title="Connection"
        aside={
          <Button size="sm" disabledReason={denied} onClick={() => setIsOpen(true)}>
            <Pencil aria-hidden="true" />
            Edit connection
          </Button>
        }
      />
      <CardBody>
        <Facts
          items={[
            {
              label: 'Bootstrap servers',
              value: <span className="font-mono text-xs break-all">{external.bootstrap_servers}</span>,
            },
            { label: 'Security protocol', value: external.security_protocol },
            ...(external.sasl_mechanism ? [{ label: 'Mechanism', value: external.sasl_mechanism }] : []),
            ...(external.sasl_username
              ? [
                  { label: 'User name', value: external.sasl_username },
                  { label: 'Password', value: 'Stored encrypted' },
                ]
              : []),
            ...(external.ssl_ca_pem ? [{ label: 'CA certificates', value: 'Given' }] : []),
          ]}
        />
      </CardBody>
      <Dialog isOpen={isOpen} onOpenChange={setIsOpen} title="Edit connection" size="lg" isSticky>
        {isOpen ? <EditForm cluster={cluster} external={external} onClose={() => setIsOpen(false)} /> : null}
      </Dialog>
    </Card>
  )
}

const schema = z
  .object({ external: externalDraft })
  .superRefine(({ external }, context) => checkExternal(externalKafkaEdit, external, context))

const protocolOf = z.enum(['PLAINTEXT', 'SASL_PLAINTEXT', 'SSL', 'SASL_SSL'])
const mechanismOf = z.enum(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']).catch('PLAIN')

function EditForm(props: { cluster: ClusterDto; external: External; onClose: () => void }) {
  const { cluster, external, onClose } = props
  const environmentId = cluster.spec.environment.id
  const update = useUpdateCluster(environmentId, cluster.id)
  const [failure, setFailure] = useState<string | null>(null)
  const form = useZodForm(schema, {
    external: {
      ...emptyExternal,
      bootstrap_servers: external.bootstrap_servers,
      security_protocol: protocolOf.parse(external.security_protocol),
      sasl_mechanism: mechanismOf.parse(external.sasl_mechanism),
      sasl_username: external.sasl_username ?? '',
      ssl_ca_pem: external.ssl_ca_pem ?? '',
    },
  })
  const submit = form.handleSubmit(async (values) => {
    setFailure(null)
    try {
      await update.mutateAsync({ external: toExternalKafka(values.external) })
      onClose()
    } catch (error) {
      setFailure(showServerErrors(form, inFormWords(error)))
    }
  })
  const change = { external: toExternalKafka(form.watch('external')) }
  return (
    <FormProvider {...form}>
      <form noValidate className={dialogFormStyles} onSubmit={(event) => void submit(event)}>
        <DialogBody>
          <p className="text-muted text-sm">
            The new connection is tried before it replaces the present one. It has to reach the same Kafka
            cluster; nothing is changed there.
          </p>
          <ExternalFields clusterId={cluster.id} />
          {failure ? <Banner tone="danger">{failure}</Banner> : null}
          <ShowAs requests={[requests.clusters.update(environmentId, cluster.id, change)]} />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isLoading={update.isPending}>
            Save
          </Button>
        </DialogFooter>
      </form>
    </FormProvider>
  )
}
