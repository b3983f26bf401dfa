// The request in the words of Confluent's CLI (v4), for the commands that it has.
import { accountCommands } from '@/lib/show-as/cli-accounts'
import { clusterCommands } from '@/lib/show-as/cli-clusters'
import { connectorCommands } from '@/lib/show-as/cli-connectors'
import { wordsFor, type ApiRequest, type Shown } from '@/lib/show-as/request'

const table = { ...accountCommands, ...clusterCommands, ...connectorCommands }

export const toCli = (request: ApiRequest): Shown =>
  wordsFor(table, request) ?? { missing: 'The Confluent CLI has no command for this.' }
