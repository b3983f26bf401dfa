// Questions about a configuration before it is launched, which change nothing; and the rights that its account lacks.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { grantedConnectorRightsDto } from '@/lib/connectors/console-schema'
import {
  checkedConnectorDto,
  connectorPreviewDto,
  type CheckConnectorInput,
  type PreviewConnectorInput,
} from '@/lib/connectors/validation/check-schema'
import { aclKeys } from '@/lib/queries/acls'
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

/** Answers the ACLs that were added. */
export const useGrantConnectorRights = (clusterId: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (config: Record<string, string>) =>
      (
        await api.post(`${cluster(clusterId)}/grant-connector-rights`, {
          body: { config },
          schema: grantedConnectorRightsDto,
        })
      ).data,
    onSuccess: () => client.invalidateQueries({ queryKey: aclKeys.list(clusterId) }),
  })
}
