import { z } from 'zod'

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

export const setupInput = z.object({
  token: z.string().min(20).max(200),
  full_name: z.string().trim().min(1, 'Enter your name.').max(100),
  email: emailField,
  password: passwordField,
})
export type SetupInput = z.infer<typeof setupInput>

export const changePasswordInput = z.object({
  current_password: z.string().max(200),
  new_password: passwordField,
})
export type ChangePasswordInput = z.infer<typeof changePasswordInput>
