// The door of the HTTP room.
export { route, type Operation, type RouteHandler } from '@/lib/http/route'
export { listMetadata, pageQuery, paginate, selfLink, type Page, type PageQuery } from '@/lib/http/page'
