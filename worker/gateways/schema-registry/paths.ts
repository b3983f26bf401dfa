// Every path of the registry's API and the file that serves it. Each is there below `/contexts/{context}` too, and all of them
// below `/{registry}`.
import type { RouteModule } from '@/lib/openapi/operations'

export const registryModules: RouteModule[] = [
  { path: '/', load: () => import('./root') },
  { path: '/clusterconfig', load: () => import('./cluster-config') },
  { path: '/compatibility/subjects/{subject}/versions', load: () => import('./compatibility') },
  {
    path: '/compatibility/subjects/{subject}/versions/{version}',
    load: () => import('./compatibility-version'),
  },
  { path: '/config', load: () => import('./config') },
  { path: '/config/{subject}', load: () => import('./subject-config') },
  { path: '/contexts', load: () => import('./contexts') },
  { path: '/contexts/{context}', load: () => import('./context') },
  { path: '/mode', load: () => import('./mode') },
  { path: '/mode/{subject}', load: () => import('./subject-mode') },
  { path: '/schemas', load: () => import('./schemas') },
  { path: '/schemas/guids/{guid}', load: () => import('./schema-guid') },
  { path: '/schemas/guids/{guid}/ids', load: () => import('./schema-guid-ids') },
  { path: '/schemas/ids/{id}', load: () => import('./schema-id') },
  { path: '/schemas/ids/{id}/schema', load: () => import('./schema-id-schema') },
  { path: '/schemas/ids/{id}/subjects', load: () => import('./schema-id-subjects') },
  { path: '/schemas/ids/{id}/versions', load: () => import('./schema-id-versions') },
  { path: '/schemas/types', load: () => import('./schema-types') },
  { path: '/subjects', load: () => import('./subjects') },
  { path: '/subjects/{subject}', load: () => import('./subject') },
  { path: '/subjects/{subject}/metadata', load: () => import('./subject-metadata') },
  { path: '/subjects/{subject}/versions', load: () => import('./subject-versions') },
  { path: '/subjects/{subject}/versions/{version}', load: () => import('./subject-version') },
  {
    path: '/subjects/{subject}/versions/{version}/referencedby',
    load: () => import('./subject-version-referencedby'),
  },
  { path: '/subjects/{subject}/versions/{version}/schema', load: () => import('./subject-version-schema') },
]
