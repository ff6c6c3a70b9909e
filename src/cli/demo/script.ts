/** What the demonstration prints: how to enter, a whole call to try, and who is there. */

import { paths } from '../../domain/urls.ts'
import { formatDate } from '../../domain/values/fecha.ts'
import { formatIdentificador } from '../../domain/values/identificador.ts'
import { codigoOf, totp } from '../../security/totp.ts'
import { INVENTED, type Invented, STATES, WITH_BOTH } from './people.ts'
import { DEMO_CONTRASENA, STAFF } from './staff.ts'

interface Where {
  baseUrl: string
  now: Date
  /** Whether supervisors and administradores enter with a passkey, which nobody invented has. */
  demandsPasskeys: boolean
}

const nameOf = ({ nombres, apellido }: Invented): string => `${nombres} ${apellido}`.trim()

/** Who enters, and with what. */
function staffLines({ now, demandsPasskeys }: Where): string[] {
  return [
    `Contraseña de todos: ${DEMO_CONTRASENA}`,
    ...STAFF.map(
      ({ email, rol, secret }) =>
        `  ${rol.padEnd(14)} ${email.padEnd(32)} código de ahora: ${codigoOf(secret, now)}`,
    ),
    'El código cambia cada 30 segundos y sirve una vez: dé de nuevo esta orden para ver el siguiente, o agréguelo a su aplicación:',
    ...STAFF.map(({ email, secret }) => `  ${totp.uriOf(secret, email)}`),
    ...(demandsPasskeys
      ? ['Para entrar como supervisor o administrador, arranque con STAFF_PASSKEYS=optional npm start.']
      : []),
  ]
}

/** A whole call, in which who reads is the agent and the caller. */
function callLines({ baseUrl }: Where): string[] {
  const [caller] = INVENTED
  if (!caller) return []
  const rut = formatIdentificador(caller.perfil, caller.identificador)
  return [
    'UNA LLAMADA EN CINCO MINUTOS. Usted es quien atiende y también quien llama: olvidó su clave.',
    `  1. Entre en ${baseUrl}${paths.console.home} como ejecutivo.`,
    `  2. Busque «${caller.apellido.toLowerCase()} ${caller.nombres.split(' ')[0]?.toLowerCase()}» o ${rut}, y ábrala con el motivo «olvidó su clave» y el ticket 4821.`,
    `  3. Pregunte y escriba lo que dice quien llama: ${nameOf(caller)}, nacida el ${formatDate(caller.fechaNacimiento)}, ${caller.email}, Pasaje Los Aromos 123.`,
    '  4. Envíele un enlace a su correo. Termine la llamada y lea el resumen en voz alta, con el número del caso.',
    `  5. En ${baseUrl}${paths.devMail} está lo que le llegó: el enlace con que elige una clave, y el aviso de la llamada.`,
    '  Después pruebe con «CS cerrada»: para reabrirla hace falta un código, que llega a esa misma página y quien llama le lee. Se abre sola a los 15 minutos de crearla.',
    `  ${WITH_BOTH} tiene dos cuentas: abra la de su NIE (${identificadorWith('migrante')}) y pida que quede la de su RUT (${identificadorWith('natural')}); otra persona lo decide en «Órdenes», como supervisor.`,
  ]
}

/** Of the account that {@link WITH_BOTH} has of a perfil. */
function identificadorWith(perfil: Invented['perfil']): string {
  const one = INVENTED.find((each) => each.perfil === perfil && nameOf(each) === WITH_BOTH)
  return one ? formatIdentificador(perfil, one.identificador) : ''
}

const callerLines = (): string[] =>
  INVENTED.map((one) => {
    const identificador = formatIdentificador(one.perfil, one.identificador)
    return `  ${one.perfil.padEnd(11)} ${identificador.padEnd(12)} ${nameOf(one).padEnd(30)} ${STATES[one.state]}`
  })

/** The whole of it. */
export const scriptLines = (where: Where): string[] => [
  '',
  ...staffLines(where),
  '',
  ...callLines(where),
  '',
  'QUIÉNES PUEDEN LLAMAR. La CS de todos es Tr3bol#99; su respuesta secreta, Lautaro Pehuen.',
  ...callerLines(),
]
