import type { ReactNode } from 'react'
import { Banner } from '@/components/ui/banner'
import type { Payload } from '@/lib/messages/schema'

type Undecoded = NonNullable<Payload['undecoded']>

const titles: Record<Undecoded['kind'], string> = {
  not_wire_format: 'It names its schema in a way that cannot be read',
  unknown_schema: 'Its schema is not in this registry',
  registry_away: 'The Schema Registry did not answer',
  truncated: 'It ends before its schema does',
  undecodable: 'It is not what its schema says',
}

const remedies: Record<Undecoded['kind'], ReactNode> = {
  not_wire_format:
    'The producer should write with a serializer of Confluent’s wire format: a zero byte and the schema’s id before the data, or the id in a header.',
  unknown_schema:
    'The producer registered it in another registry, or it was deleted permanently. Point the producer at this environment’s registry, or attach the registry that has it.',
  registry_away:
    'Refresh the messages in a few seconds. If it stays away, look at the worker’s log, or at the registry that is attached to this environment.',
  truncated:
    'The producer cut the data, or wrote it with another schema than the one that it names. The bytes below are all that is in the record.',
  undecodable:
    'The producer wrote it with another schema than the one that it names. Compare its bytes with the schema, and check the serializer’s settings.',
}

/** Why the bytes below are bytes, and what helps. */
export function UndecodedBanner({ undecoded }: { undecoded: Undecoded }) {
  return (
    <Banner tone="warning" title={titles[undecoded.kind]}>
      <p>{undecoded.message}</p>
      <p className="mt-1">{remedies[undecoded.kind]}</p>
    </Banner>
  )
}
