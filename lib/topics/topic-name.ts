// Kafka's own rule for topic names, checked before Kafka is asked. Isomorphic.
const MAX_LENGTH = 249

/** Why Kafka would refuse this name, or null when it takes it. */
export function validateTopicName(name: string): string | null {
  if (name === '') return 'A topic needs a name.'
  if (name === '.' || name === '..') return `A topic cannot be named "${name}".`
  if (name.length > MAX_LENGTH) return `A topic name has at most ${MAX_LENGTH} characters.`
  if (!/^[A-Za-z0-9._-]+$/.test(name))
    return 'A topic name has letters, digits, dots, hyphens and underscores only.'
  return null
}
