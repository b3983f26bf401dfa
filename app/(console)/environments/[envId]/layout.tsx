import type { ReactNode } from 'react'
import { toEnvironmentDto } from '@/lib/environments/dto'
import { requireEnvironment } from '@/lib/environments/get'
import { environmentKeys } from '@/lib/queries/environments'
import { orNotFound } from '../../_components/or-not-found'
import { Prefetched } from '../../_components/prefetched'
import { requireSignedIn } from '../../_components/signed-in'

type Props = { params: Promise<{ envId: string }>; children: ReactNode }

export default async function EnvironmentLayout({ params, children }: Props) {
  const { envId } = await params
  const ctx = await requireSignedIn()
  const environment = toEnvironmentDto(await orNotFound(requireEnvironment(ctx, 'environments:read', envId)))
  return <Prefetched entries={[[environmentKeys.one(envId), environment]]}>{children}</Prefetched>
}
