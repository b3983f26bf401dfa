// Versions that must not come back, whoever updates (launcher/known-bad-versions.json): npm lock and pom.xml.

/** Negative, zero or positive; pre-release tags are ignored. */
export function compareVersions(left, right) {
  const numbers = (version) => version.split(/[-+]/)[0].split('.').map(Number)
  const [a, b] = [numbers(left), numbers(right)]
  for (let index = 0; index < 3; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

const isBad = (version, rule) =>
  compareVersions(version, rule.below) < 0 && (!rule.from || compareVersions(version, rule.from) >= 0)

function npmVersions(lock) {
  return Object.entries(lock.packages ?? {})
    .filter(([place, entry]) => place.includes('node_modules/') && entry.version)
    .map(([place, entry]) => ({
      name: place.slice(place.lastIndexOf('node_modules/') + 13),
      version: entry.version,
    }))
}

function mavenVersions(pom) {
  const properties = Object.fromEntries(
    [...pom.matchAll(/<([\w.-]+)>([^<>$]+)<\/\1>/g)].map((match) => [match[1], match[2]]),
  )
  const dependency =
    /<groupId>([^<]+)<\/groupId>\s*<artifactId>([^<]+)<\/artifactId>\s*<version>([^<]+)<\/version>/g
  return [...pom.matchAll(dependency)].map(([, group, artifact, version]) => ({
    name: `${group}:${artifact}`,
    version: version.replace(/\$\{([^}]+)\}/g, (_, key) => properties[key] ?? key),
  }))
}

/** One sentence per known-bad version in the lock file (parsed) or the pom (text). */
export function findKnownBad(rules, lock, pom) {
  const found = [
    ...npmVersions(lock).map((entry) => ({ ...entry, kind: 'package' })),
    ...mavenVersions(pom).map((entry) => ({ ...entry, kind: 'maven' })),
  ]
  return found.flatMap(({ name, version, kind }) =>
    rules
      .filter((rule) => rule[kind] === name && isBad(version, rule))
      .map((rule) => `${name} ${version} is known bad (${rule.why})`),
  )
}
