import { useQueryClient } from '@tanstack/react-query'
import { downloadFile } from '@/components/patterns/download-file'
import { readError } from '@/components/patterns/error-state'
import { toast } from '@/components/ui/toast'
import { toCsv, toJson } from '@/lib/messages/export'
import { wholePayloadBytes, type Message } from '@/lib/messages/schema'
import { messageQuery } from '@/lib/queries/messages'
import type { TopicPlace } from '../../_components/topic-place'

const isCut = ({ key, value, headers }: Message): boolean =>
  [key, value, ...headers.map((header) => header.value)].some(({ isTruncated }) => isTruncated)

/** Saves what is shown. Payloads that the list has cut are asked for whole first. */
export function useDownloadMessages({ clusterId, topic }: TopicPlace) {
  const client = useQueryClient()
  const whole = (message: Message): Promise<Message> =>
    client.fetchQuery({ ...messageQuery(clusterId, topic, message, wholePayloadBytes), gcTime: 0 })
  const save = async (kind: 'csv' | 'json', messages: readonly Message[]): Promise<void> => {
    try {
      const complete: Message[] = []
      for (const message of messages) complete.push(isCut(message) ? await whole(message) : message)
      const name = `${topic}.${kind}`
      if (kind === 'csv') downloadFile(name, toCsv(complete), 'text/csv')
      else downloadFile(name, toJson(complete), 'application/json')
    } catch (error) {
      toast.error('The messages could not be downloaded', { description: readError(error).message })
    }
  }
  return { save }
}
