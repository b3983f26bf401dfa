/** Where the sealed secret of a key of an external cluster waits until the worker has made its SCRAM user; gone after that. */
export const apiKeySecretPlace = (id: string): string => `api-keys/${id}/pending`
