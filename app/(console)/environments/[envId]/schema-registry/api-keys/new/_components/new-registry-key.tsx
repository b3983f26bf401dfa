'use client'

import { useRouter } from 'next/navigation'
import { ApiKeyWizard } from '@/components/api-keys/wizard/api-key-wizard'
import { useEnvironmentCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { WithRegistry } from '@/components/subjects/with-registry'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { paths } from '@/lib/paths'

/** The wizard of keys, with this registry chosen. */
export function NewRegistryKey({ environmentId }: { environmentId: string }) {
  const router = useRouter()
  const back = paths.schemaRegistry(environmentId)
  const crumbs = useEnvironmentCrumbs(
    environmentId,
    { label: 'Schema Registry', href: back },
    { label: 'Create API key' },
  )
  return (
    <WithRegistry environmentId={environmentId}>
      {({ id }) => (
        <ApiKeyWizard
          header={<Breadcrumb items={crumbs} />}
          defaults={{ resource: 'SCHEMA_REGISTRY', environmentId, registryId: id }}
          draftKey={`api-key.${id}`}
          cancelHref={back}
          onFinish={() => router.push(back)}
        />
      )}
    </WithRegistry>
  )
}
