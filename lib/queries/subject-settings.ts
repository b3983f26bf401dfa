// Compatibility, the other settings and the mode: of one subject, or of the whole registry where `subject` is null.
import { queryOptions, useMutation } from '@tanstack/react-query'
import { api, perform } from '@/lib/queries/api'
import { registryPath, subjectRequests } from '@/lib/queries/subject-requests'
import { subjectKeys, useInvalidateSubjects } from '@/lib/queries/subjects'
import { configDto, modeDto, type ConfigInput, type ModeName } from '@/lib/subjects/rest-schema'

const encode = encodeURIComponent
const requests = subjectRequests.subjects

const settingPath = (registryId: string, kind: 'config' | 'mode', subject: string | null) =>
  registryPath(registryId, kind, ...(subject === null ? [] : [encode(subject)]))

/** What is set for the subject itself (null: nothing), or for the registry when `subject` is null. */
export const configQuery = (registryId: string, subject: string | null) =>
  queryOptions({
    queryKey: subjectKeys.config(registryId, subject),
    queryFn: ({ signal }) =>
      api.get(settingPath(registryId, 'config', subject), {
        schema: configDto.nullable(),
        isNullWhenAbsent: true,
        signal,
      }),
  })

/** The same for the mode. */
export const modeQuery = (registryId: string, subject: string | null) =>
  queryOptions({
    queryKey: subjectKeys.mode(registryId, subject),
    queryFn: async ({ signal }) => {
      const answer = await api.get(settingPath(registryId, 'mode', subject), {
        schema: modeDto.nullable(),
        isNullWhenAbsent: true,
        signal,
      })
      return answer?.mode ?? null
    },
  })

const orAbove = { defaultToGlobal: true }

/** What holds for the subject, whoever set it. */
export const configInForceQuery = (registryId: string, subject: string | null) =>
  queryOptions({
    queryKey: [...subjectKeys.config(registryId, subject), 'in-force'] as const,
    queryFn: ({ signal }) =>
      api.get(settingPath(registryId, 'config', subject), { schema: configDto, query: orAbove, signal }),
  })

export const modeInForceQuery = (registryId: string, subject: string | null) =>
  queryOptions({
    queryKey: [...subjectKeys.mode(registryId, subject), 'in-force'] as const,
    queryFn: async ({ signal }) =>
      (await api.get(settingPath(registryId, 'mode', subject), { schema: modeDto, query: orAbove, signal }))
        .mode,
  })

/** Null takes the subject's own settings back, so that the registry's are in force. */
export const useSetConfig = (registryId: string, subject: string | null) => {
  const onSuccess = useInvalidateSubjects(registryId)
  return useMutation({
    mutationFn: (config: ConfigInput | null) =>
      perform(
        config === null && subject !== null
          ? requests.deleteConfig(registryId, subject)
          : requests.putConfig(registryId, subject, config ?? {}),
      ),
    onSuccess,
  })
}

export const useSetMode = (registryId: string, subject: string | null) => {
  const onSuccess = useInvalidateSubjects(registryId)
  return useMutation({
    mutationFn: ({ mode, isForced }: { mode: ModeName | null; isForced?: boolean }) =>
      perform(
        mode === null && subject !== null
          ? requests.deleteMode(registryId, subject)
          : requests.putMode(registryId, subject, mode ?? 'READWRITE', isForced),
      ),
    onSuccess,
  })
}
