import { createAcls } from '@/lib/acls/create'
import { requireCluster } from '@/lib/clusters/get'
import type { GrantConnectorRightsInput } from '@/lib/connectors/console-schema'
import { effectiveConfig, readConfigValues } from '@/lib/connectors/config/read-config'
import { specOf } from '@/lib/connectors/create'
import { runsAsServiceAccount } from '@/lib/connectors/service-account-key'
import { missingRights } from '@/lib/connectors/validation/rights-problems'
import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import type { AclBinding } from '@/lib/kafka'

/** Gives the service account of a connector the ACLs that it lacks, as Confluent's wizard offers; answers those. */
export async function grantConnectorRights(
  ctx: Ctx,
  clusterId: string,
  { config: given }: GrantConnectorRightsInput,
): Promise<AclBinding[]> {
  const cluster = await requireCluster(ctx, 'acls:create', clusterId)
  const spec = specOf(given['connector.class'])
  const config = effectiveConfig(spec, readConfigValues(given).config)
  if (!runsAsServiceAccount(config))
    throw new AppError('invalid', 'ACLs are given to service accounts only.', {
      fields: [{ path: 'kafka.auth.mode', message: 'Choose a service account first.' }],
    })
  const { principal, rights } = await missingRights(cluster, spec, config, null)
  const acls = rights.map(({ operation, resourceType, resourceName, patternType }): AclBinding => ({
    ...{ operation, resourceType, resourceName, patternType, principal },
    host: '*',
    permission: 'ALLOW',
  }))
  if (acls.length > 0) await createAcls(ctx, clusterId, acls)
  return acls
}
