// Every path of Kafka Connect's REST API and the file that serves it. All are there below `/{cluster}` too.
import type { RouteModule } from '@/lib/openapi/operations'

const connector = '/connectors/{connectorName}'
const task = `${connector}/tasks/{taskId}`

export const connectModules: RouteModule[] = [
  { path: '/', load: () => import('./root') },
  { path: '/health', load: () => import('./health') },
  { path: '/connectors', load: () => import('./connectors') },
  { path: connector, load: () => import('./connector') },
  { path: `${connector}/config`, load: () => import('./config') },
  { path: `${connector}/status`, load: () => import('./status') },
  { path: `${connector}/restart`, load: () => import('./restart') },
  { path: `${connector}/pause`, load: () => import('./pause') },
  { path: `${connector}/resume`, load: () => import('./resume') },
  { path: `${connector}/stop`, load: () => import('./stop') },
  { path: `${connector}/fence`, load: () => import('./fence') },
  { path: `${connector}/tasks`, load: () => import('./tasks') },
  { path: `${task}/status`, load: () => import('./task-status') },
  { path: `${task}/restart`, load: () => import('./task-restart') },
  { path: `${connector}/topics`, load: () => import('./topics') },
  { path: `${connector}/topics/reset`, load: () => import('./topics-reset') },
  { path: `${connector}/offsets`, load: () => import('./offsets') },
  { path: '/connector-plugins', load: () => import('./plugins') },
  { path: '/connector-plugins/{pluginName}/config', load: () => import('./plugin-config') },
  { path: '/connector-plugins/{pluginName}/config/validate', load: () => import('./plugin-validate') },
  { path: '/admin/loggers', load: () => import('./loggers') },
  { path: '/admin/loggers/{logger}', load: () => import('./logger') },
]
