import { useQuery } from '@tanstack/react-query'
import { schemaTypeNames } from '@/components/subjects/setting-words'
import { schemaRegistriesQuery } from '@/lib/queries/schema-registries'
import { versionQuery } from '@/lib/queries/subjects'
import type { TopicPlace } from './topic-place'

/** "Avro v2": the latest schema of the topic's values, once it is known and if there is one. */
export function useTopicSchema({ environmentId, topic }: TopicPlace): string | undefined {
  const { data: registries } = useQuery(schemaRegistriesQuery(environmentId))
  const registryId = registries?.[0]?.id
  const { data } = useQuery({
    ...versionQuery(registryId ?? '', `${topic}-value`, 'latest'),
    enabled: registryId !== undefined,
  })
  return data ? `${schemaTypeNames[data.schemaType]} v${data.version}` : undefined
}
