// Shown messages as a file. Pure.
import { csvCell } from '@/lib/format/csv'
import { payloadText } from '@/lib/messages/shown'
import { isDecoded, type Message, type Payload } from '@/lib/messages/schema'

const columns = ['timestamp', 'partition', 'offset', 'key', 'value', 'headers'] as const

export function toCsv(messages: readonly Message[]): string {
  const lines = messages.map(({ timestamp, partition, offset, key, value, headers }) =>
    [
      new Date(timestamp).toISOString(),
      String(partition),
      offset,
      payloadText(key),
      payloadText(value),
      headers.map((header) => `${header.key}=${payloadText(header.value)}`).join('; '),
    ]
      .map(csvCell)
      .join(','),
  )
  return [columns.join(','), ...lines, ''].join('\r\n')
}

/** A JSON array; payloads that are JSON, or were decoded to it, stand in it digit by digit, bytes as base64. */
export function toJson(messages: readonly Message[]): string {
  const items = messages.map(({ timestamp, partition, offset, key, value, headers }) => {
    const fields = [
      `"timestamp": ${timestamp}`,
      `"partition": ${partition}`,
      `"offset": ${offset}`,
      `"key": ${jsonOf(key)}`,
      `"value": ${jsonOf(value)}`,
      `"headers": [${headers.map((header) => `{"key": ${JSON.stringify(header.key)}, "value": ${jsonOf(header.value)}}`).join(', ')}]`,
    ]
    return `  {${fields.join(', ')}}`
  })
  return `[\n${items.join(',\n')}\n]\n`
}

function jsonOf(payload: Payload): string {
  if (payload.format === 'null') return 'null'
  // What was cut, or only looked like JSON, is no JSON any more.
  const isJsonText = payload.format === 'json' || isDecoded(payload)
  if (isJsonText && !payload.isTruncated && isJson(payload.text)) return payload.text.trim()
  return JSON.stringify(payload.text)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
