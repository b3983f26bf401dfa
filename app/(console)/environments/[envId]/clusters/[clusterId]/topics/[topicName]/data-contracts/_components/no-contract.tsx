'use client'

import { useQuery } from '@tanstack/react-query'
import { FileCheck, Plus, Sparkles } from 'lucide-react'
import Link from 'next/link'
import { EmptyState } from '@/components/patterns/empty-state'
import { Button } from '@/components/ui/button'
import { paths } from '@/lib/paths'
import { messagesQuery } from '@/lib/queries/messages'
import { useDeniedReason } from '@/lib/queries/session'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import type { TopicPlace } from '../../_components/topic-place'
import type { Part } from './use-contract-subject'

type Props = { place: TopicPlace; registry: RegistryDto; part: Part; subject: string }

/** The way to a first contract: written, or made of the messages that are there. */
export function NoContract({ place, registry, part, subject }: Props) {
  const { environmentId, clusterId, topic } = place
  const cannotWrite = useDeniedReason('subjects:write', { environmentId, registryId: registry.id, subject })
  const cannotRead = useDeniedReason('messages:read', place)
  const { data: newest } = useQuery({
    ...messagesQuery(clusterId, topic, { from: 'latest', max: 20 }),
    enabled: !cannotRead,
  })
  const hasJson = newest?.data.some((message) => message[part].format === 'json') ?? false
  const of = subject === `${topic}-${part}` ? part : { subject }
  const edit = (isInferred: boolean) =>
    paths.editDataContract(environmentId, clusterId, topic, of, isInferred)
  return (
    <EmptyState
      icon={<FileCheck />}
      title={`Add data contract for the topic message ${part}s`}
      action={
        cannotWrite ? (
          <Button variant="primary" disabledReason={cannotWrite}>
            Add data contract
          </Button>
        ) : (
          <>
            <Button variant="primary" asChild>
              <Link href={edit(false)}>
                <Plus aria-hidden="true" />
                Add data contract
              </Link>
            </Button>
            {hasJson ? (
              <Button asChild>
                <Link href={edit(true)}>
                  <Sparkles aria-hidden="true" />
                  Infer from messages
                </Link>
              </Button>
            ) : null}
          </>
        )
      }
    >
      A schema says which fields there are and of what type, so that producers and consumers agree and may
      change at their own pace.
    </EmptyState>
  )
}
