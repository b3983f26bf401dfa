import { unsigned } from './unsigned'

// PUT /connectors/{connectorName}/fence – among Connect's own workers only
export const PUT = unsigned('fence')
