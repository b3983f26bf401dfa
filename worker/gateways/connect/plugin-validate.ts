import { authorize } from '@/lib/context'
import { validationDto } from '@/lib/connectors/kafka-connect/schema'
import { validate } from '@/lib/connectors/kafka-connect/validate'
import { configInput } from '@/lib/connectors/schema'
import { connectorCrn } from '@/lib/crn'
import { operation } from './operation'
import { pluginParams } from './values'

// PUT /connector-plugins/{pluginName}/config/validate – what is wrong with a configuration, property by property
export const PUT = operation({
  id: 'plugins.validate',
  permission: 'connectors:create',
  params: pluginParams,
  body: configInput,
  response: validationDto,
  run: async ({ ctx, cluster: place, params, body }) => {
    const name = typeof body.name === 'string' ? body.name : ''
    const crn = connectorCrn(place.organizationId, place.environmentId, place.id, name)
    await authorize(ctx, 'connectors:create', crn)
    return validate(place, params.pluginName, body)
  },
})
