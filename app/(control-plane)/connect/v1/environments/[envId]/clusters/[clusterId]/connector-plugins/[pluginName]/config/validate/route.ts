import { route } from '@/lib/http'
import { configInput, pluginParams } from '@/lib/connectors/schema'
import { validateConnector } from '@/lib/connectors/validation/validate'
import { configValidationDto } from '@/lib/connectors/validation/schema'

// PUT …/connector-plugins/{class}/config/validate – 200 with the errors at their fields
export const PUT = route({
  id: 'connect/v1/connector-plugins.validate',
  errors: 'connect',
  permission: 'connectors:create',
  params: pluginParams,
  body: configInput,
  response: configValidationDto,
  handler: ({ ctx, params, body }) => validateConnector(ctx, params, body, { connect: 'if possible' }),
})
