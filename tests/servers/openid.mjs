// An OpenID provider that is not ours, on a free port. Its arguments: our client id, our secret, the address to come back to, and what the
// token is to tell at once: "thin" leaves the user's name to the user info endpoint, as OpenID Connect Core has it.
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

const [client, secret, back, token] = process.argv.slice(-4)
const server = createServer()
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: client, client_secret: secret, redirect_uris: [back] }],
    claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email'] },
    conformIdTokenClaims: token === 'thin',
    findAccount: (_, name) => ({ accountId: name, claims: () => ({ sub: name, preferred_username: name }) }),
    pkce: { required: () => true },
    cookies: { keys: ['of a test'] },
  })
  server.on('request', provider.callback())
  console.log(issuer)
})
