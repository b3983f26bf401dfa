'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { connectorLogLine, type ConnectorLogLine } from '@/lib/connectors/console-schema'
import { connectorLogKey, connectorLogsQuery, connectorLogStream } from '@/lib/queries/connector-logs'

const keptLines = 2000

/** The last lines and those that come, in order and once each, while `isLive`. */
export function useConnectorLog(clusterId: string, name: string, isLive: boolean) {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(connectorLogsQuery(clusterId, name))
  const [isConnected, setIsConnected] = useState(false)
  useEffect(() => {
    if (!isLive) return
    const key = connectorLogKey(clusterId, name)
    const stream = new EventSource(connectorLogStream(clusterId, name))
    stream.addEventListener('open', () => {
      setIsConnected(true)
      // What was written while there was no stream.
      void client.invalidateQueries({ queryKey: key })
    })
    stream.addEventListener('error', () => setIsConnected(false))
    stream.addEventListener('line', (event: MessageEvent<string>) => {
      const line = connectorLogLine.parse(JSON.parse(event.data))
      client.setQueryData(key, (known: { lines: ConnectorLogLine[] } | undefined) => ({
        lines: withLine(known?.lines ?? [], line),
      }))
    })
    return () => {
      stream.close()
      setIsConnected(false)
    }
  }, [client, clusterId, name, isLive])
  return { lines: data?.lines, error, refetch, isConnected }
}

function withLine(lines: ConnectorLogLine[], line: ConnectorLogLine): ConnectorLogLine[] {
  if (lines.some(({ sequence }) => sequence === line.sequence)) return lines
  return [...lines, line].slice(-keptLines)
}
