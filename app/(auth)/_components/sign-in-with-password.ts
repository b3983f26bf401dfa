import { signIn } from 'next-auth/react'

/** Signs in; answers null, or what to tell the visitor. */
export async function signInWithPassword(email: string, password: string): Promise<string | null> {
  const answer = await signIn('credentials', { redirect: false, email, password }).catch(() => undefined)
  if (answer?.ok) return null
  if (!answer || answer.status >= 500)
    return 'The server does not answer. Check that Tributary is running, then try again.'
  // A refusal of ours (too many attempts) carries its own sentence; next-auth's own word means a wrong pair.
  return answer.error && answer.error !== 'CredentialsSignin' ? answer.error : 'E-mail or password is wrong.'
}
