import { z } from 'zod'
import { listMetadataDto, objectMetadata } from '@/lib/http/metadata'

/** One spelling per address: Unicode-normalised and lower case, before anything looks at it. */
export const canonicalEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase()

export const emailField = z
  .string()
  .max(254)
  .transform(canonicalEmail)
  .pipe(z.email('Enter one e-mail address, such as ada@example.com.'))

export const passwordField = z
  .string()
  .min(12, 'Use at least 12 characters.')
  .max(200, 'Use at most 200 characters.')
  .refine((password) => new Set(password).size >= 5, 'Use at least 5 different characters.')

export const fullNameField = z
  .string()
  .trim()
  .min(1, 'Enter your name.')
  .max(100, 'Use at most 100 characters.')
  .regex(/^[^\p{Cc}]*$/u, 'A name has no control characters.')

export const setupInput = z.object({
  token: z.string().min(20).max(200),
  full_name: fullNameField,
  email: emailField,
  password: passwordField,
})
export type SetupInput = z.infer<typeof setupInput>

export const changePasswordInput = z.object({
  current_password: z.string().max(200),
  new_password: passwordField,
})
export type ChangePasswordInput = z.infer<typeof changePasswordInput>

/** `is_active` is ours: an inactive user keeps roles and keys, but neither signs in nor has keys that work. */
export const updateUserInput = z.object({
  full_name: fullNameField.optional(),
  is_active: z.boolean().optional(),
})
export type UpdateUserInput = z.infer<typeof updateUserInput>

export const userDto = z.object({
  api_version: z.literal('iam/v2'),
  kind: z.literal('User'),
  id: z.string(),
  metadata: objectMetadata,
  email: z.string(),
  full_name: z.string(),
  auth_type: z.enum(['AUTH_TYPE_LOCAL', 'AUTH_TYPE_SSO']),
  is_active: z.boolean(),
})
export type UserDto = z.infer<typeof userDto>

export const userListDto = z.object({
  api_version: z.literal('iam/v2'),
  kind: z.literal('UserList'),
  metadata: listMetadataDto,
  data: z.array(userDto),
})

export const userParams = z.object({ userId: z.string().max(64) })
