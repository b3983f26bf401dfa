import type { CheckConnectorInput } from '@/lib/connectors/validation/check-schema'
import { specOf } from '@/lib/connectors/create'
import { validateConnector } from '@/lib/connectors/validation/validate'
import type { ConfigValidation } from '@/lib/connectors/validation/validation-shape'
import type { Ctx } from '@/lib/context'

/** What is wrong with a configuration, field by field; asked for, also whether its other end can be reached. */
export const checkConnector = (
  ctx: Ctx,
  clusterId: string,
  { config, connect }: CheckConnectorInput,
): Promise<ConfigValidation> =>
  validateConnector(ctx, { clusterId, pluginName: specOf(config['connector.class']).className }, config, {
    connect,
  })
