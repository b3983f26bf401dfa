// What is served, as OpenAPI 3.1: from the declarations, so that it cannot say anything else than what is checked.
import { z } from 'zod'
import { sessionCookie } from '@/lib/auth/cookies'
import type { Operation } from '@/lib/http'
import { rolesThatAllow } from '@/lib/permissions'
import type { ServedOperation } from '@/lib/openapi/operations'

type Json = Record<string, unknown>

export function openApiDocument(operations: readonly ServedOperation[], serverUrl: string): Json {
  const paths: Record<string, Json> = {}
  // Those that answer for whatever else is below a path are no operations of their own.
  for (const served of operations.filter(({ path }) => !path.includes('{...')))
    (paths[served.path] ??= {})[served.method.toLowerCase()] = describeOperation(served)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tributary',
      version: '1',
      description: 'Compatible with the control plane, Kafka REST and Connect APIs of Confluent Cloud.',
    },
    servers: [{ url: serverUrl }],
    paths,
    components: { securitySchemes, schemas: errorSchemas },
  }
}

const securitySchemes: Json = {
  session: { type: 'apiKey', in: 'cookie', name: sessionCookie.name, description: 'A signed-in browser.' },
  'cloud-api-key': {
    type: 'http',
    scheme: 'basic',
    description: 'A Cloud resource management key and its secret.',
  },
  'resource-api-key': {
    type: 'http',
    scheme: 'basic',
    description: 'A key of the resource itself, and its secret.',
  },
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
}

const anybodySignedIn = [{ session: [] }, { 'cloud-api-key': [] }, { bearer: [] }]
const doorsOf: Record<Operation['errors'], Json[]> = {
  control: anybodySignedIn,
  connect: anybodySignedIn,
  kafka: [...anybodySignedIn, { 'resource-api-key': [] }],
  'kafka-connect': [{ 'resource-api-key': [] }, { 'cloud-api-key': [] }, { bearer: [] }],
  'schema-registry': [{ 'resource-api-key': [] }, { 'cloud-api-key': [] }, { bearer: [] }],
}

const numberedError = toSchema(z.object({ error_code: z.int(), message: z.string() }), 'output')
const errorSchemas: Record<string, Json> = {
  'control-error': toSchema(
    z.object({
      errors: z.array(
        z.object({
          id: z.string(),
          status: z.string(),
          code: z.string(),
          title: z.string(),
          detail: z.string(),
          source: z.object({ pointer: z.string().optional() }),
        }),
      ),
    }),
    'output',
  ),
  'kafka-error': numberedError,
  'schema-registry-error': numberedError,
  'kafka-connect-error': numberedError,
  'connect-error': toSchema(z.object({ error: z.object({ code: z.int(), message: z.string() }) }), 'output'),
}

function describeOperation({ path, method, operation }: ServedOperation): Json {
  const { id, permission, errors, params, query, body, isFiltered } = operation
  const rights =
    permission === 'public'
      ? { security: [] }
      : {
          security: doorsOf[errors],
          'x-tributary-permission': permission,
          'x-tributary-roles': permission === 'own-account' ? [] : rolesThatAllow(permission),
          ...(isFiltered ? { 'x-tributary-filtered': true } : {}),
        }
  const error = { description: 'An error', content: json({ $ref: `#/components/schemas/${errors}-error` }) }
  return {
    operationId: id,
    tags: [path.split('/')[1] || 'console'],
    ...rights,
    parameters: [...pathParameters(path, params), ...queryParameters(query)],
    ...(body && method !== 'GET'
      ? { requestBody: { required: true, content: json(toSchema(body, 'input')) } }
      : {}),
    responses: { [operation.status]: answerOf(operation), '4XX': error, '5XX': error },
  }
}

const json = (schema: Json): Json => ({ 'application/json': { schema } })

function answerOf({ response, status }: Operation): Json {
  if (response) return { description: 'Success', content: json(toSchema(response, 'output')) }
  // No schema and no 204: a stream or a file.
  return { description: status === 204 ? 'No content' : 'Success' }
}

type ObjectSchema = { properties?: Record<string, Json>; required?: string[] }

function pathParameters(path: string, params: z.ZodType | undefined): Json[] {
  const { properties = {} }: ObjectSchema = params ? toSchema(params, 'input') : {}
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name] ?? { type: 'string' },
  }))
}

function queryParameters(query: z.ZodType | undefined): Json[] {
  const { properties = {}, required = [] }: ObjectSchema = query ? toSchema(query, 'input') : {}
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

/** What JSON Schema cannot say (a transformation, a check in code) is left open. */
function toSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return rest
}
