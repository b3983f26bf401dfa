// A registry of somebody's own: how it is reached, and what a try to reach it found. Isomorphic.
import { z } from 'zod'

/** What is in the address is shown to others. */
const isBare = (text: string): boolean => {
  const url = URL.parse(text)
  return url === null || [url.username, url.password, url.search, url.hash].every((part) => part === '')
}

export const externalRegistryInput = z
  .object({
    url: z
      .url({ protocol: /^https?$/, error: 'Enter an address that begins with http:// or https://.' })
      .max(2000)
      .refine(isBare, 'Leave user name, password, question mark and # out of the address.'),
    username: z.string().max(500).optional(),
    /** Left out: the stored one stays, as long as the rest does. */
    password: z.string().max(2000).optional(),
    ssl_ca_pem: z.string().max(100_000).optional(),
  })
  .strict()
export type ExternalRegistryInput = z.infer<typeof externalRegistryInput>

/** `external` is null for a registry of ours. The password never leaves. */
export const externalRegistryDto = z.object({
  id: z.string(),
  external: z
    .object({ url: z.string(), username: z.string().nullish(), ssl_ca_pem: z.string().nullish() })
    .nullable(),
})
export type ExternalRegistry = NonNullable<z.infer<typeof externalRegistryDto>['external']>

export const registryLayers = ['dns', 'tcp', 'tls', 'http', 'authentication', 'registry'] as const
export const registryTestResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), subjects: z.number() }),
  z.object({ ok: z.literal(false), layer: z.enum(registryLayers), message: z.string() }),
])
export type RegistryTestResult = z.infer<typeof registryTestResult>
