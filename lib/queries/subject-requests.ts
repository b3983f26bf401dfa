// Changes of a Schema Registry, as the registry's own requests through the console's proxy: a part of lib/queries/requests.
import type { ApiRequest } from '@/lib/show-as/request'
import type { ExternalRegistryInput } from '@/lib/schema-registries/external-schema'
import type { ConfigInput, ModeName, RegisterInput } from '@/lib/subjects/rest-schema'

const encode = encodeURIComponent

/** The registry behind its proxy: what follows is a path of its REST API. */
export const registryPath = (registryId: string, ...rest: readonly string[]): string =>
  ['/api/console/schema-registries', registryId, ...rest].join('/')

/** `/config` and `/mode` are the whole registry's without a subject. */
const setting = (registryId: string, kind: 'config' | 'mode', subject: string | null): string =>
  registryPath(registryId, kind, ...(subject === null ? [] : [encode(subject)]))

const permanently = (isPermanent: boolean): Pick<ApiRequest, 'query'> =>
  isPermanent ? { query: { permanent: 'true' } } : {}

export const subjectRequests = {
  schemaRegistries: {
    attach: (registryId: string, body: ExternalRegistryInput): ApiRequest => ({
      method: 'PUT',
      path: registryPath(registryId),
      body,
      secrets: body.password === undefined ? [] : [{ path: ['password'], variable: 'REGISTRY_PASSWORD' }],
    }),
    detach: (registryId: string): ApiRequest => ({ method: 'DELETE', path: registryPath(registryId) }),
  },
  subjects: {
    register: (registryId: string, subject: string, body: RegisterInput): ApiRequest => ({
      method: 'POST',
      path: registryPath(registryId, 'subjects', encode(subject), 'versions'),
      body,
    }),
    delete: (registryId: string, subject: string, isPermanent: boolean): ApiRequest => ({
      method: 'DELETE',
      path: registryPath(registryId, 'subjects', encode(subject)),
      ...permanently(isPermanent),
    }),
    deleteVersion: (
      registryId: string,
      subject: string,
      version: number,
      isPermanent: boolean,
    ): ApiRequest => ({
      method: 'DELETE',
      path: registryPath(registryId, 'subjects', encode(subject), 'versions', String(version)),
      ...permanently(isPermanent),
    }),
    putConfig: (registryId: string, subject: string | null, body: ConfigInput): ApiRequest => ({
      method: 'PUT',
      path: setting(registryId, 'config', subject),
      body,
    }),
    deleteConfig: (registryId: string, subject: string): ApiRequest => ({
      method: 'DELETE',
      path: setting(registryId, 'config', subject),
    }),
    putMode: (registryId: string, subject: string | null, mode: ModeName, isForced = false): ApiRequest => ({
      method: 'PUT',
      path: setting(registryId, 'mode', subject),
      body: { mode },
      ...(isForced ? { query: { force: 'true' } } : {}),
    }),
    deleteMode: (registryId: string, subject: string): ApiRequest => ({
      method: 'DELETE',
      path: setting(registryId, 'mode', subject),
    }),
  },
}
