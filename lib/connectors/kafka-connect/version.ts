/** The release of Kafka Connect whose REST API this is; the commit says that it is not Kafka's own build. */
export const connectVersion = { version: '4.3.1', commit: 'tributary' }

const compare = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true })

/** Whether the one version that there is of each plugin is meant: by itself, by `latest`, or by a range such as `[4.0,5)`. */
export function isPluginVersion(asked: string): boolean {
  const wanted = asked.trim()
  const { version } = connectVersion
  if (wanted === version || wanted === 'latest' || wanted === `[${version}]`) return true
  const [, opening, low = '', high = '', closing] = /^([[(])([\w.-]*),([\w.-]*)([\])])$/.exec(wanted) ?? []
  if (opening === undefined) return false
  const isAbove = low === '' || compare(version, low) >= (opening === '[' ? 0 : 1)
  const isBelow = high === '' || compare(version, high) <= (closing === ']' ? 0 : -1)
  return isAbove && isBelow
}

export const noSuchVersion = (plugin: string, asked: string): string =>
  `Plugin ${plugin} not found in version ${asked}, available versions: [${connectVersion.version}]`
