// A small OpenID Connect provider on loopback: discovery, authorization code with PKCE, ID tokens signed by its own key.
import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

type Person = { sub: string; email?: string; email_verified?: boolean; name?: string }
type Code = { person: Person; nonce: string; challenge: string; redirectUri: string }

export type OidcProvider = {
  issuer: string
  clientId: string
  clientSecret: string
  /** Who is signed in at the provider. */
  person: Person
  close: () => Promise<void>
}

export async function startOidcProvider(): Promise<OidcProvider> {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const key = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  const codes = new Map<string, Code>()
  const provider = {
    issuer: '',
    clientId: 'tributary',
    clientSecret: randomUUID(),
    person: { sub: 'nobody' },
  }

  const discovery = () => ({
    issuer: provider.issuer,
    authorization_endpoint: `${provider.issuer}/authorize`,
    token_endpoint: `${provider.issuer}/token`,
    jwks_uri: `${provider.issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  })

  /** The person is signed in there already and agrees: straight back with a code. */
  const authorize = (query: URLSearchParams): string => {
    const code = randomUUID()
    const redirectUri = query.get('redirect_uri') ?? ''
    codes.set(code, {
      person: provider.person,
      nonce: query.get('nonce') ?? '',
      challenge: query.get('code_challenge') ?? '',
      redirectUri,
    })
    const target = new URL(redirectUri)
    target.searchParams.set('code', code)
    target.searchParams.set('state', query.get('state') ?? '')
    return target.toString()
  }

  const redeem = async (request: IncomingMessage): Promise<object | null> => {
    const form = new URLSearchParams(await text(request))
    const code = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    const expected = Buffer.from(`${provider.clientId}:${provider.clientSecret}`).toString('base64')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const isRight =
      code !== undefined &&
      request.headers.authorization === `Basic ${expected}` &&
      code.challenge === challenge &&
      code.redirectUri === form.get('redirect_uri')
    if (!isRight) return null
    const idToken = await new SignJWT({ ...code.person, nonce: code.nonce })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(provider.issuer)
      .setAudience(provider.clientId)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey)
    return { token_type: 'Bearer', access_token: randomUUID(), id_token: idToken, expires_in: 300 }
  }

  const answer = async (
    request: IncomingMessage,
  ): Promise<{ status: number; body?: object; location?: string }> => {
    const url = new URL(request.url ?? '', provider.issuer)
    if (url.pathname === '/.well-known/openid-configuration') return { status: 200, body: discovery() }
    if (url.pathname === '/keys') return { status: 200, body: { keys: [key] } }
    if (url.pathname === '/authorize') return { status: 302, location: authorize(url.searchParams) }
    const tokens = url.pathname === '/token' ? await redeem(request) : null
    return tokens ? { status: 200, body: tokens } : { status: 400, body: { error: 'invalid_grant' } }
  }

  const server = createServer((request, response) => {
    void answer(request).then(({ status, body, location }) => {
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(location === undefined ? {} : { location }),
      })
      response.end(body && JSON.stringify(body))
    })
  })
  provider.issuer = `http://127.0.0.1:${await listen(server)}`
  return Object.assign(provider, {
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  })
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
