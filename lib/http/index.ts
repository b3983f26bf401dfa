// The door of the HTTP room.
export { route, type Admitted, type Operation, type RouteHandler } from '@/lib/http/route'
export { listMetadata, pageQuery } from '@/lib/http/page'
