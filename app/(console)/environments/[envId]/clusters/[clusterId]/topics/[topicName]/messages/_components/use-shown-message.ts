import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Message } from '@/lib/messages/schema'
import { messageId } from '@/lib/messages/shown'
import { messageQuery } from '@/lib/queries/messages'
import type { TopicPlace } from '../../_components/topic-place'

/** The message that the URL names: from the list, as it was when it scrolled out of a live list, or asked for by itself. */
export function useShownMessage(
  place: TopicPlace,
  listed: readonly Message[] | undefined,
  openId: string | null,
): Message | null {
  const [kept, setKept] = useState<Message | null>(null)
  const inList = listed?.find((message) => messageId(message) === openId) ?? null
  if (inList && inList !== kept) setKept(inList)
  const known = inList ?? (kept && messageId(kept) === openId ? kept : null)
  const match = /^(\d+)-(\d+)$/.exec(openId ?? '')
  const { data } = useQuery({
    ...messageQuery(place.clusterId, place.topic, {
      partition: Number(match?.[1] ?? 0),
      offset: match?.[2] ?? '0',
    }),
    enabled: match !== null && known === null && listed !== undefined,
    retry: false,
  })
  if (openId === null) return null
  return known ?? (data && messageId(data) === openId ? data : null)
}
