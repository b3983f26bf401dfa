// Which properties are secrets: the fields that say so, and whatever no field describes but is named or written like one. Pure.
import { findField, type ConnectorSpec } from '../catalog/spec'

const NAMED_LIKE_ONE =
  /(passw|pwd|passphrase|secret|credential|token|jaas|api[._-]?key|private[._-]?key|access[._-]?key|auth[._-]?user[._-]?info|keystore|truststore|\bauth(orization)?$)/i
const WRITTEN_LIKE_ONE =
  /([?&;](password|user:|pwd|sslpassword)=|:\/\/[^/?#@\s]*:[^/?#@\s]*@|-----BEGIN [A-Z ]*PRIVATE KEY)/i

/** Behind the alias that somebody chose: an alias may be called anything. */
const ownName = (name: string): string => name.replace(/^(transforms|predicates)\.[^.]+\./, '')

/** `value` where there is one: a URL may carry a password. The name of a class is never a secret. */
export const isSecretProperty = (spec: ConnectorSpec, name: string, value = ''): boolean => {
  const field = findField(spec, name)
  if (field) return field.isSecret === true
  if (/(^|\.)(type|negate|predicate)$/.test(name) || /^(transforms|predicates)$/.test(name)) return false
  return NAMED_LIKE_ONE.test(ownName(name)) || WRITTEN_LIKE_ONE.test(value)
}
