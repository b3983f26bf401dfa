// The request in the words of Confluent's CLI (v4), for the commands that it has.
import { accountCommands } from '@/lib/show-as/cli-accounts'
import { aclCommands } from '@/lib/show-as/cli-acls'
import { clusterCommands } from '@/lib/show-as/cli-clusters'
import { connectorCommands } from '@/lib/show-as/cli-connectors'
import { subjectCommands } from '@/lib/show-as/cli-subjects'
import { topicCommands } from '@/lib/show-as/cli-topics'
import { wordsFor, type ApiRequest, type Shown } from '@/lib/show-as/request'

const table = {
  ...accountCommands,
  ...clusterCommands,
  ...topicCommands,
  ...aclCommands,
  ...connectorCommands,
  ...subjectCommands,
}

export const toCli = (request: ApiRequest): Shown =>
  wordsFor(table, request) ?? { missing: 'The Confluent CLI has no command for this.' }
