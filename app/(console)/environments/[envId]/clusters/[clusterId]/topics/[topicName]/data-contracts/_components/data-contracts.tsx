'use client'

import { ContractSkeleton } from '@/components/subjects/contract-skeleton'
import { WithRegistry } from '@/components/subjects/with-registry'
import { SubjectContract } from '@/components/subjects/subject-contract'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import { paths } from '@/lib/paths'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import type { TopicPlace } from '../../_components/topic-place'
import { NoContract } from './no-contract'
import { useContractSubject, useRecordSubjects } from './use-contract-subject'

export const DataContracts = ({ place }: { place: TopicPlace }) => (
  <WithRegistry environmentId={place.environmentId} fallback={<ContractSkeleton />}>
    {(registry) => <Contracts place={place} registry={registry} />}
  </WithRegistry>
)

function Contracts({ place, registry }: { place: TopicPlace; registry: RegistryDto }) {
  const { environmentId, clusterId, topic } = place
  const { part, usual, subject, chosen, choosePart, chooseSubject } = useContractSubject(place)
  const others = useRecordSubjects(registry.id, place)
  const of = chosen === null ? part : { subject }
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          aria-label="Part of the messages"
          value={part}
          onValueChange={(next) => choosePart(next === 'key' ? 'key' : 'value')}
          segments={[
            { value: 'value', label: 'Value' },
            { value: 'key', label: 'Key' },
          ]}
        />
        {others.length > 0 ? (
          <Select
            size="sm"
            prefix="Subject"
            aria-label="Subject"
            value={subject}
            onValueChange={chooseSubject}
            options={[usual, ...others].map((name) => ({
              value: name,
              label: name,
              hint: strategyOf(name, usual),
            }))}
          />
        ) : null}
        <span className="text-faint text-sm">{strategyOf(subject, usual)}</span>
      </div>
      <SubjectContract
        key={subject}
        registry={registry}
        subject={subject}
        evolveHref={paths.editDataContract(environmentId, clusterId, topic, of)}
        empty={<NoContract place={place} registry={registry} part={part} subject={subject} />}
      />
    </div>
  )
}

const strategyOf = (subject: string, usual: string): string =>
  subject === usual ? 'TopicNameStrategy' : 'TopicRecordNameStrategy'
