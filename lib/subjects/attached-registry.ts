// What lists need of an attached registry's REST API, beyond what lib/schema-registries/client asks for.
import { z } from 'zod'
import { askRegistry, orNull, type RegistryAddress } from '@/lib/schema-registries/ask'
import { configDto, modeDto, versionDto } from '@/lib/subjects/rest-schema'

const encode = encodeURIComponent
const deletedToo = (isOn: boolean): { query?: Record<string, string> } =>
  isOn ? { query: { deleted: 'true' } } : {}
const settingPath = (kind: 'config' | 'mode', subject: string | null): string =>
  subject === null ? `/${kind}` : `/${kind}/${encode(subject)}`

export type AttachedRegistry = ReturnType<typeof attachedRegistry>

export const attachedRegistry = (address: RegistryAddress) => ({
  subjects: (isDeletedToo: boolean) =>
    askRegistry(address, '/subjects', z.array(z.string()), deletedToo(isDeletedToo)),
  /** Null: no such subject. */
  versionNumbers: (subject: string, isDeletedToo: boolean) =>
    orNull(
      askRegistry(
        address,
        `/subjects/${encode(subject)}/versions`,
        z.array(z.number()),
        deletedToo(isDeletedToo),
      ),
    ),
  version: (subject: string, version: number) =>
    askRegistry(address, `/subjects/${encode(subject)}/versions/${version}`, versionDto, deletedToo(true)),
  latestOfAll: () =>
    askRegistry(address, '/schemas', z.array(versionDto), { query: { latestOnly: 'true', deleted: 'true' } }),
  /** Null: nothing is set for the subject. Without one: the registry's own. */
  config: (subject: string | null) => orNull(askRegistry(address, settingPath('config', subject), configDto)),
  mode: async (subject: string | null) =>
    (await orNull(askRegistry(address, settingPath('mode', subject), modeDto)))?.mode ?? null,
})
