// Names of subjects: `orders-value` is of the default context, `:.ctx:orders-value` of another one. Isomorphic but for errors.
import { invalidSubject } from '@/lib/subjects/registry-error'

/** `context` is "." (the default one) or begins with a full stop; `name` has no context in it. */
export type QualifiedName = { context: string; name: string }

export const defaultContext = '.'
/** As a prefix of names: those of every context. */
export const everyContext = ':*:'

const maxNameBytes = 1024
const contextPattern = /^\.[\w.-]{0,254}$/
const qualifiedPattern = /^:(\.[^:]*):([^]*)$/
const controlCharacter = /[\p{Cc}\p{Cs}]/u

/** `.ctx`, `ctx` and `:.ctx:` mean the same context. @throws RegistryError 42208 for what cannot be one. */
export function normalContext(text: string): string {
  const bare = text.replace(/^:|:$/g, '')
  const context = bare.startsWith('.') ? bare : `.${bare}`
  if (!contextPattern.test(context)) throw invalidSubject(printable(text))
  return context
}

/** What a path below `/contexts/{context}` calls a subject or a prefix of subjects, as a qualified name. */
export function qualify(context: string | undefined, subject: string): string {
  if (context === undefined || subject.startsWith(':.') || subject.startsWith(everyContext)) return subject
  return printName({ context: normalContext(context), name: subject })
}

/** The default context's names are printed bare. */
export const printName = ({ context, name }: QualifiedName): string =>
  context === defaultContext ? name : `:${context}:${name}`

/** A context by itself (`:.ctx:`) has an empty name. @throws RegistryError 42208. */
export function parseScope(text: string): QualifiedName {
  if (controlCharacter.test(text) || Buffer.byteLength(text) > maxNameBytes)
    throw invalidSubject(printable(text))
  const [, context, name] = qualifiedPattern.exec(text) ?? []
  if (context !== undefined && name !== undefined) return { context: normalContext(context), name }
  if (text.startsWith(':.')) return { context: normalContext(text), name: '' }
  return { context: defaultContext, name: text }
}

/** A subject's name. @throws RegistryError 42208. */
export function parseName(text: string): QualifiedName {
  const scope = parseScope(text)
  if (scope.name.trim() === '' || scope.name === '__GLOBAL' || scope.name === '__EMPTY')
    throw invalidSubject(printable(text))
  return scope
}

/** What a list's subjectPrefix means: a context (null: every one) and the start of the names in it. */
export function parsePrefix(text: string): { context: string | null; name: string } {
  if (!text.startsWith(everyContext)) return parseScope(text)
  return { context: null, name: parseScope(text.slice(everyContext.length)).name }
}

const printable = (text: string): string =>
  text
    .slice(0, 100)
    .replace(/[\p{Cc}\p{Cs}]/gu, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
