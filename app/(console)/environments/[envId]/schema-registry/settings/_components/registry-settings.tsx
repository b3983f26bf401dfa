'use client'

import { useQuery } from '@tanstack/react-query'
import { Page } from '@/components/patterns/page'
import { RegistryFacts } from '@/components/subjects/registry-facts'
import { CompatibilityCard, ModeCard } from '@/components/subjects/setting-cards'
import { WithRegistry } from '@/components/subjects/with-registry'
import { Banner } from '@/components/ui/banner'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { externalRegistryQuery } from '@/lib/queries/schema-registries'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import { RegistryHeader } from '../../_components/registry-header'
import { AttachedRegistry } from './attached-registry'
import { ClientSnippets } from './client-snippets'

export function RegistrySettings({ environmentId }: { environmentId: string }) {
  return (
    <WithRegistry environmentId={environmentId}>
      {(registry) => <Settings environmentId={environmentId} registry={registry} />}
    </WithRegistry>
  )
}

function Settings({ environmentId, registry }: { environmentId: string; registry: RegistryDto }) {
  const { data: external } = useQuery(externalRegistryQuery(registry.id))
  return (
    <Page>
      <RegistryHeader environmentId={environmentId} registry={registry} />
      {external ? (
        <Banner tone="info" title="An attached registry answers here">
          Schemas, ids and settings below are those of {external.url}.
        </Banner>
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <Card>
            <CardHeader title="General" />
            <CardBody>
              <RegistryFacts registry={registry} />
            </CardBody>
          </Card>
          <CompatibilityCard registry={registry} subject={null} />
          <ModeCard registry={registry} subject={null} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <ClientSnippets registry={registry} />
          <AttachedRegistry registry={registry} />
        </div>
      </div>
    </Page>
  )
}
