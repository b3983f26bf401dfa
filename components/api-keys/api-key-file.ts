// The key file as Confluent Cloud writes it, so that scripts made for it read ours.
import { downloadFile } from '@/components/patterns/download-file'

export type ApiKeyFile = {
  id: string
  secret: string
  /** lkc-…, lsrc-…; left out for a key of the whole cloud. */
  resourceId?: string | undefined
  /** host:port of a Kafka cluster. */
  bootstrap?: string | undefined
}

export function apiKeyFileText({ id, secret, resourceId, bootstrap }: ApiKeyFile): string {
  const title = `=== Confluent Cloud API key${resourceId ? `: ${resourceId}` : ''} ===`
  const blocks = [title, `API key:\n${id}`, `API secret:\n${secret}`]
  if (bootstrap) blocks.push(`Bootstrap server:\n${bootstrap}`)
  return `${blocks.join('\n\n')}\n`
}

export const apiKeyFileName = (id: string): string => `api-key-${id}.txt`

export const downloadApiKeyFile = (file: ApiKeyFile): void =>
  downloadFile(apiKeyFileName(file.id), apiKeyFileText(file))
