/**
 * `npm run sandbox`: a system that signs people in with the product, to be looked at by who integrates another one. It
 * shows secrets and tokens, so it works in development only.
 */
import { once } from 'node:events'
import { SCOPES } from '../../domain/sistemas/scopes.ts'
import { paths } from '../../domain/urls.ts'
import { systemClock } from '../../security/clock.ts'
import { PASSPHRASE_COST } from '../backup/key.ts'
import { type Cli, CommandFailed } from '../command.ts'
import { operadorOf, readSettings, withMigratedProduct } from '../open-product.ts'
import { createParty } from './party.ts'
import { NOMBRE, registerSandbox } from './register.ts'
import { createSandbox } from './server.ts'

const PORT = 4000
const BASE = `http://127.0.0.1:${PORT}`

const print = (line: string) => console.log(line)
const cli: Cli = {
  env: process.env,
  who: 'sandbox',
  clock: systemClock,
  print,
  warn: print,
  ask: () => Promise.reject(new CommandFailed('nobody is asked here')),
  passphraseCost: PASSPHRASE_COST,
  freeDisk: () => Promise.reject(new CommandFailed('no disk is looked at here')),
}

async function run(): Promise<void> {
  const config = readSettings(cli)
  if (config.NODE_ENV !== 'development') throw new CommandFailed('Es solo para desarrollo.')
  const issuer = new URL(paths.openId.root, config.BASE_URL).href
  await withMigratedProduct(cli, async ({ deps }) => {
    const input = { words: [], options: {}, powers: ['administrar_sistemas'] as const }
    const registered = await registerSandbox(deps, operadorOf(cli, input, deps.random.uuid()), BASE)
    const party = await createParty({ issuer, base: BASE, scopes: SCOPES, ...registered }).catch(() => {
      throw new CommandFailed(`${issuer} no responde: arranque antes el producto, con npm start.`)
    })
    const server = createSandbox(party, BASE, (token) => print(`Aviso de cierre de sesión: ${token}`))
    server.listen(PORT, '127.0.0.1')
    await once(server, 'listening')
    print(`${NOMBRE}: ${BASE}\nTermina con Ctrl+C.`)
    await once(server, 'close')
    return 0
  })
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
