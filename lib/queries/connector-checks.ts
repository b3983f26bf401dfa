// Questions about a configuration before it is launched. Nothing is changed by them.
import {
  checkedConnectorDto,
  connectorPreviewDto,
  type CheckConnectorInput,
  type PreviewConnectorInput,
} from '@/lib/connectors/validation/check-schema'
import { api } from '@/lib/queries/api'

const cluster = (clusterId: string): string => `/api/console/clusters/${clusterId}`

/** The errors stand at their fields; with `connect` the other end is asked as well. */
export const checkConnector = (clusterId: string, body: CheckConnectorInput) =>
  api.post(`${cluster(clusterId)}/check-connector`, { body, schema: checkedConnectorDto })

/** What the configuration would make of real records. */
export const previewConnectorRecords = (
  clusterId: string,
  body: PreviewConnectorInput,
  signal?: AbortSignal,
) =>
  api.post(`${cluster(clusterId)}/preview-connector`, {
    body,
    schema: connectorPreviewDto,
    ...(signal ? { signal } : {}),
  })
