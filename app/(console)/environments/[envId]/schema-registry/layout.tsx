import type { ReactNode } from 'react'
import { registryKeys } from '@/lib/queries/schema-registries'
import { toRegistryDto } from '@/lib/schema-registries/dto'
import { listRegistries } from '@/lib/schema-registries/list'
import { orNotFound } from '../../../_components/or-not-found'
import { Prefetched } from '../../../_components/prefetched'
import { requireSignedIn } from '../../../_components/signed-in'
import { EnvironmentShell } from '../_components/environment-shell'

type Props = { params: Promise<{ envId: string }>; children: ReactNode }

export default async function SchemaRegistryLayout({ params, children }: Props) {
  const { envId } = await params
  const { items } = await orNotFound(listRegistries(await requireSignedIn(), envId))
  return (
    <Prefetched entries={[[registryKeys.of(envId), items.map(toRegistryDto)]]}>
      <EnvironmentShell environmentId={envId}>{children}</EnvironmentShell>
    </Prefetched>
  )
}
