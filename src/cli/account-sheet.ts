import type { ClosedCuenta, StoredAuditEntry } from '../application/ports.ts'
import type { CuentaSheet } from '../application/staff/cuentas/read-cuenta.ts'
import type { MinimumDatum } from '../domain/account/cuenta.ts'
import { type TryCounter, UNTIL_RECUPERAR } from '../domain/account/tries.ts'
import { BOUNCE_TEXT } from '../domain/pages/bounced-section.ts'
import { decideBy } from '../domain/staff/decision.ts'
import type { Orden } from '../domain/staff/orden.ts'
import { formatMoment } from '../domain/values/fecha.ts'
import { formatIdentificador } from '../domain/values/identificador.ts'
import { casoLine } from './caso-lines.ts'
import { channelLines } from './channel-lines.ts'

const MISSING_TEXT: Record<MinimumDatum, string> = {
  fechaNacimiento: 'fecha de nacimiento',
  representante: 'representante legal',
  email: 'e-mail',
  preguntaSecreta: 'pregunta secreta',
  domicilio: 'domicilio',
}

/** Whose tries they are: those of browsers where nothing was proven, or of those where it was. */
const OF_TEXT = {
  others: '',
  former: ' con su identificador anterior',
  weaker: ' en los navegadores conocidos',
  own: ' en un navegador conocido',
}

/** An account as an operator sees it, one datum per line. */
export function cuentaSheetLines(sheet: CuentaSheet, now: Date): string[] {
  const { cuenta, former, missing, provisoriaUntil } = sheet
  return [
    `Cuenta: ${cuenta.perfil} ${formatIdentificador(cuenta.perfil, cuenta.identificador)}`,
    ...(former
      ? [`Antes: ${former.perfil} ${formatIdentificador(former.perfil, former.identificador)}`]
      : []),
    `Estado: ${cuenta.estado}; identidad ${cuenta.identidad}`,
    `Creada: ${formatMoment(cuenta.createdAt)}; último cambio: ${formatMoment(cuenta.updatedAt)}`,
    ...(sheet.importedAt ? [`Importada del sistema anterior: ${formatMoment(sheet.importedAt)}`] : []),
    ...channelLines(sheet),
    ...sheet.bounced.map(
      ({ email, since, reason }) =>
        `No recibe correo: ${email}, desde el ${formatMoment(since)}; ${BOUNCE_TEXT[reason]}`,
    ),
    `Faltan: ${missing.map((datum) => MISSING_TEXT[datum]).join(', ') || 'nada'}`,
    ...sheet.tryCounters.map(
      ({ secret, of, counter }) => `Intentos de ${secret}${OF_TEXT[of]}: ${formatLockout(counter, now)}`,
    ),
    `Navegadores conocidos: ${sheet.provenBrowsers}`,
    `Clave provisoria: ${provisoriaUntil ? `sirve hasta ${formatMoment(provisoriaUntil)}` : 'no hay'}`,
    ...(sheet.openOrden ? [ordenLine(sheet.openOrden)] : []),
    ...sheet.casos.map(casoLine),
    ...sheet.audit.map(formatEntry),
  ]
}

/** An order in one line. */
export function ordenLine({ number, kind, estado, reason, askedBy, askedAt, ...orden }: Orden): string {
  const until =
    estado === 'concedida' && orden.effectiveAt
      ? `, se hará el ${formatMoment(orden.effectiveAt)}`
      : estado === 'pedida'
        ? `, se puede conceder hasta el ${formatMoment(orden.expiresAt)}`
        : estado === 'objetada' && orden.endedAt
          ? `, por decidir hasta el ${formatMoment(decideBy(orden.endedAt))}`
          : ''
  return `Orden: ${number}, ${kind}, ${estado}, ${reason}, pedida el ${formatMoment(askedAt)} por ${askedBy}${until}`
}

/** An account that had the same identifier and ended. */
export const closedLine = ({ closedAt, eraseAt }: Pick<ClosedCuenta, 'closedAt' | 'eraseAt'>): string =>
  `Cuenta cerrada: el ${formatMoment(closedAt)}; sus datos ${eraseAt ? `se borran el ${formatMoment(eraseAt)}` : 'se borraron'}`

function formatLockout({ lockedUntil, misses, used }: TryCounter, now: Date): string {
  if (!lockedUntil || lockedUntil <= now) return `abierto, ${used} usados`
  const until = lockedUntil >= UNTIL_RECUPERAR ? 'que recupere' : formatMoment(lockedUntil)
  return `cerrado hasta ${until}, ${misses} fallos`
}

/** An entry of the audit in one line. */
export function formatEntry({ number, at, event, result, actor, detail }: StoredAuditEntry): string {
  const data = Object.entries(detail ?? {}).map(([name, value]) => `${name}=${value}`)
  return `Bitácora ${number}: ${[formatMoment(at), event, result, actor, ...data].join(' ')}`
}
