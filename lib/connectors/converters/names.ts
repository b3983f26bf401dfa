/** A name as Avro and Protobuf can have it (scrub.invalid.names): other characters by their code, or as `_`. */
export function scrubbed(name: string): string {
  const encoded = encodeURIComponent(name)
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
  return (/^[A-Za-z_]/.test(encoded) ? encoded : `x${encoded}`).replace(/[^A-Za-z0-9_]/g, '_')
}
