export function ensureJavaJudge(name: string): Promise<string>
