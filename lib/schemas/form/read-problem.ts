import type { FormProblem } from '@/lib/schemas/form/write'

/** `address.city: wants string, not 5.` and `/address/city: must be string` as the serializers say it. */
export function readProblem(message: string): FormProblem {
  const match = /^(.*?): ((?:wants|must|should|not) .*)$/s.exec(message)
  const [, place = '', reason = message] = match ?? []
  if (place === 'The value' || place === '') return { path: '', message: match ? sentence(reason) : message }
  const path = place.startsWith('/') ? place.slice(1).split('/').map(unescapePointer).join('.') : place
  return { path, message: sentence(reason) }
}

const unescapePointer = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~')
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
