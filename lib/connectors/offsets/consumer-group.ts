/** The group that a sink commits its offsets to, so that every tool sees its lag. */
export const groupOf = (connectorId: string): string => `connect-${connectorId}`
