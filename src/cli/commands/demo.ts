import type { SqlStore } from '../../storage/index.ts'
import { CommandFailed, type CommandHandler } from '../command.ts'
import { makeCuentas } from '../demo/cuentas.ts'
import { INVENTED } from '../demo/people.ts'
import { scriptLines } from '../demo/script.ts'
import { makeStaff, STAFF } from '../demo/staff.ts'
import { DEMO_CAPTCHA } from '../demo/visitor.ts'
import { readSettings, withMigratedProduct } from '../open-product.ts'

/** Makes invented staff and accounts for whoever tries the console, and says how to enter. What is there stays. */
export const demo: CommandHandler = async (cli) => {
  const config = readSettings(cli)
  const refusal = whyNotHere(config)
  if (refusal) throw new CommandFailed(refusal)
  const env = { ...cli.env, TEST_CAPTCHA: DEMO_CAPTCHA }
  return withMigratedProduct({ ...cli, env }, async ({ deps, store }) => {
    if (await hasOthers(store)) throw new CommandFailed(OTHERS_TEXT)
    const funcionarios = await makeStaff(deps)
    const cuentas = await makeCuentas(deps)
    cli.print(`Se crearon ${funcionarios} funcionarios y ${cuentas} cuentas, todos inventados.`)
    const now = deps.clock.now()
    const demandsPasskeys = config.STAFF_PASSKEYS === 'demanded'
    for (const line of scriptLines({ baseUrl: config.BASE_URL, now, demandsPasskeys })) cli.print(line)
    return 0
  })
}

function whyNotHere({
  NODE_ENV,
  SMTP_URL,
  SMS_WEBHOOK_URL,
}: ReturnType<typeof readSettings>): string | undefined {
  if (NODE_ENV !== 'development')
    return 'demo es solo para desarrollo: hace funcionarios y cuentas con claves que todos conocen.'
  if (SMTP_URL || SMS_WEBHOOK_URL)
    return 'demo es solo donde los mensajes van a una carpeta: un celular inventado puede ser de alguien.'
  return undefined
}

const OTHERS_TEXT =
  'Esta base de datos tiene cuentas o funcionarios que no son de demo: use otra, con DATA_DIR=<carpeta nueva>.'

/**
 * Whether a database has accounts or staff that this did not make. Once its own staff are there it is a demonstration,
 * and whoever was registered in it since is part of that.
 */
async function hasOthers(store: SqlStore): Promise<boolean> {
  const { funcionarios } = store.single
  const staff = await funcionarios.findAll(STAFF.length + 1)
  const isOwn = ({ email }: { email: string }) => STAFF.some((one) => one.email === email)
  if (staff.some(isOwn)) return false
  if (staff.length > 0) return true
  const own = new Set(INVENTED.map(({ perfil, identificador }) => `${perfil} ${identificador}`))
  return store.withSnapshot(async ({ batches }) => {
    for await (const batch of batches('cuentas'))
      if (batch.some(({ perfil, identificador }) => !own.has(`${perfil} ${identificador}`))) return true
    return false
  })
}
