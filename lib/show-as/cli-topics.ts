import { at, listAt, textAt, type Shown, type Words } from '@/lib/show-as/request'
import { commandLine, flag, onCluster, shellQuote, shellWord, type Flag } from '@/lib/show-as/shell'

const text = (...lines: string[]): Shown => ({ text: lines.join('\n') })
const topicCommand = (verb: string, topic: string): string[] => ['confluent', 'kafka', 'topic', verb, topic]

type Config = { name: string; value: string }
const configsOf = (list: readonly unknown[]): Config[] =>
  list.map((row) => ({ name: textAt(row, 'name') ?? '', value: textAt(row, 'value') ?? '' }))

/** Settings as `--config`; through a file when a value has a comma, at which the CLI would cut it. */
function withConfigs(words: string[], configs: readonly Config[], flags: readonly (Flag | null)[]): Shown {
  const pairs = configs.map(({ name, value }) => `${name}=${value}`)
  if (!pairs.some((pair) => pair.includes(',')))
    return text(commandLine(words, [flag('--config', pairs.join(',') || undefined), ...flags]))
  const file = 'topic.properties'
  return text(
    `printf '%s\\n' ${pairs.map(shellQuote).join(' ')} > ${file}`,
    commandLine(words, [['--config', file], ...flags]),
  )
}

const alterConfigs: Words = (request, name) => {
  const rows = listAt(request.body, 'data')
  if (rows.some((row) => textAt(row, 'operation') === 'DELETE'))
    return {
      missing:
        'The Confluent CLI sets values of a topic, it does not take one back to its default. Use curl for that.',
    }
  return withConfigs(
    topicCommand('update', name('topic')),
    configsOf(rows),
    onCluster(request, name('cluster')),
  )
}

const produce: Words = (request, name) => {
  const { body } = request
  if ([at(body, 'key'), at(body, 'value')].some((part) => typeof part === 'object' && part !== null))
    return {
      missing: 'The Confluent CLI asks a schema’s fields in its own way. Use curl for data by a schema.',
    }
  const value = textAt(body, 'value')
  const isBinary = textAt(body, 'keyEncoding') === 'base64' || textAt(body, 'valueEncoding') === 'base64'
  if (value === undefined || isBinary || at(body, 'partition') !== undefined)
    return {
      missing: 'The Confluent CLI produces text with a key, not bytes, tombstones or to a chosen partition.',
    }
  const key = textAt(body, 'key')
  const headers = listAt(body, 'headers').map((row) => `${textAt(row, 'key')}:${textAt(row, 'value') ?? ''}`)
  // A record is one line, so a value of several lines is told as the one line of JSON that it is, if it is.
  const line = oneLine(value)
  if (line === null) return { missing: 'The Confluent CLI ends a record at the line’s end.' }
  const command = commandLine(topicCommand('produce', name('topic')), [
    ...(key === undefined ? [] : ([['--parse-key'], ['--delimiter', '|']] as const)),
    flag('--headers', headers.length > 0 ? headers.join(',') : undefined),
    ...onCluster(request, name('cluster')),
  ])
  return text(`printf '%s\\n' ${shellWord(key === undefined ? line : `${key}|${line}`)} | ${command}`)
}

function oneLine(value: string): string | null {
  if (!value.includes('\n')) return value
  try {
    return JSON.stringify(JSON.parse(value))
  } catch {
    return null
  }
}

export const topicCommands: Readonly<Record<string, Words>> = {
  'POST /kafka/v3/clusters/:cluster/topics': (request, name) =>
    withConfigs(
      topicCommand('create', textAt(request.body, 'topic_name') ?? ''),
      configsOf(listAt(request.body, 'configs')),
      [
        flag('--partitions', textAt(request.body, 'partitions_count')),
        ...onCluster(request, name('cluster')),
      ],
    ),
  'PATCH /kafka/v3/clusters/:cluster/topics/:topic': (request, name) =>
    text(
      commandLine(topicCommand('update', name('topic')), [
        ['--config', `num.partitions=${textAt(request.body, 'partitions_count') ?? ''}`],
        ...onCluster(request, name('cluster')),
      ]),
    ),
  'POST /kafka/v3/clusters/:cluster/topics/:topic/configs:alter': alterConfigs,
  'DELETE /kafka/v3/clusters/:cluster/topics/:topic': (request, name) =>
    text(
      commandLine(topicCommand('delete', name('topic')), [
        ['--force'],
        ...onCluster(request, name('cluster')),
      ]),
    ),
  'POST /api/console/clusters/:cluster/topics/:topic/messages': produce,
}
