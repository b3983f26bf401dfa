import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, perform } from '@/lib/queries/api'
import { requests } from '@/lib/queries/requests'
import {
  messageDto,
  messageListDto,
  producedMessageDto,
  type ProduceMessageInput,
  type Seek,
} from '@/lib/messages/schema'
import { topicKeys } from '@/lib/queries/topics'

export type MessageSearch = {
  from: Seek
  offset?: string | undefined
  timestamp?: number | undefined
  partition?: number | undefined
  max: number
}

const encode = encodeURIComponent
const root = (clusterId: string, topic: string): string =>
  `/api/console/clusters/${clusterId}/topics/${encode(topic)}/messages`

export const messageKeys = {
  topic: (clusterId: string, topic: string) => ['messages', clusterId, topic] as const,
  list: (clusterId: string, topic: string, search: MessageSearch) =>
    [...messageKeys.topic(clusterId, topic), 'list', search] as const,
  one: (clusterId: string, topic: string, partition: number, offset: string) =>
    [...messageKeys.topic(clusterId, topic), 'one', partition, offset] as const,
}

export const messagesQuery = (clusterId: string, topic: string, search: MessageSearch) =>
  queryOptions({
    queryKey: messageKeys.list(clusterId, topic, search),
    queryFn: ({ signal }) =>
      api.get(root(clusterId, topic), { query: search, schema: messageListDto, signal }),
    staleTime: 2_000,
    gcTime: 30_000,
  })

/** One message with up to `limit` bytes of each payload (512 KB when left out). */
export const messageQuery = (
  clusterId: string,
  topic: string,
  { partition, offset }: { partition: number; offset: string },
  limit?: number,
) =>
  queryOptions({
    queryKey: [...messageKeys.one(clusterId, topic, partition, offset), limit] as const,
    queryFn: ({ signal }) =>
      api.get(`${root(clusterId, topic)}/${partition}/${offset}`, {
        query: { limit },
        schema: messageDto,
        signal,
      }),
    // A message never changes; it can only go.
    staleTime: Infinity,
    gcTime: 60_000,
  })

export const messagePartHref = (
  clusterId: string,
  topic: string,
  { partition, offset }: { partition: number; offset: string },
  part: 'key' | 'value',
): string => `${root(clusterId, topic)}/${partition}/${offset}/${part}`

export const messageStreamHref = (clusterId: string, topic: string, partition: number | undefined): string =>
  `${root(clusterId, topic)}/live${partition === undefined ? '' : `?partition=${partition}`}`

export const useProduceMessage = (clusterId: string, topic: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (input: ProduceMessageInput) =>
      (await perform(requests.topics.produce({ clusterId }, topic, input), { schema: producedMessageDto }))
        .data,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: [...messageKeys.topic(clusterId, topic), 'list'] }),
        client.invalidateQueries({ queryKey: topicKeys.one(clusterId, topic) }),
      ]),
  })
}
