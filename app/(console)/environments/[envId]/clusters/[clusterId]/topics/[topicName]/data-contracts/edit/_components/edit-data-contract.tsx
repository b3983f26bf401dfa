'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { parseAsBoolean, useQueryState } from 'nuqs'
import { SchemaEditor } from '@/components/subjects/editor/schema-editor'
import { ContractSkeleton } from '@/components/subjects/contract-skeleton'
import { WithRegistry } from '@/components/subjects/with-registry'
import { paths } from '@/lib/paths'
import { useDeniedReason } from '@/lib/queries/session'
import { versionsQuery } from '@/lib/queries/subjects'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import type { TopicPlace } from '../../../_components/topic-place'
import { useContractSubject } from '../../_components/use-contract-subject'

export const EditDataContract = ({ place }: { place: TopicPlace }) => (
  <WithRegistry environmentId={place.environmentId} fallback={<ContractSkeleton />}>
    {(registry) => <Editor place={place} registry={registry} />}
  </WithRegistry>
)

function Editor({ place, registry }: { place: TopicPlace; registry: RegistryDto }) {
  const { environmentId, clusterId, topic } = place
  const router = useRouter()
  const client = useQueryClient()
  const { part, subject, chosen } = useContractSubject(place)
  const [isInferring] = useQueryState('infer', parseAsBoolean.withDefault(false))
  const cannotRead = useDeniedReason('messages:read', place)
  const backHref = paths.dataContract(environmentId, clusterId, topic, chosen === null ? part : { subject })
  const show = async (version: number | null) => {
    const versions = await client.fetchQuery(versionsQuery(registry.id, subject)).catch(() => null)
    // The same schema again makes no new version: the one that it has been already is shown.
    const isEarlier = version !== null && versions !== null && versions.at(-1) !== version
    router.push(isEarlier ? `${backHref}${backHref.includes('?') ? '&' : '?'}version=${version}` : backHref)
  }
  return (
    <SchemaEditor
      key={subject}
      registry={registry}
      subject={subject}
      {...(cannotRead ? {} : { topic: { clusterId, topic, part }, isInferring })}
      backHref={backHref}
      onRegistered={(_, version) => void show(version)}
    />
  )
}
