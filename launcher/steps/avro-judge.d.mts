export function ensureAvroJudge(): Promise<string>
