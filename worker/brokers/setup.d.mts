export type BrokerRuntime = { stamp: string; java: string; jars: string[]; agent: string; archive: string }
export function prepareBrokerRuntime(options?: { log?: (line: string) => void }): Promise<BrokerRuntime>
