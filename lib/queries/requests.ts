// Every change that the console asks of the API, as data: the hooks send exactly this and "Show as" shows exactly this.
import { accountRequests } from '@/lib/queries/account-requests'
import { kafkaRequests } from '@/lib/queries/kafka-requests'
import { subjectRequests } from '@/lib/queries/subject-requests'

export { variable, type ApiRequest } from '@/lib/show-as/request'
export type {
  AclRow,
  ClusterPlace,
  ConnectorOrder,
  ConnectPlace,
  OffsetChange,
} from '@/lib/queries/kafka-requests'

export const requests = { ...accountRequests, ...kafkaRequests, ...subjectRequests }
