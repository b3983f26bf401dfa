export function ensureConnectPeer(): Promise<{ jars: string; plugins: string }>
