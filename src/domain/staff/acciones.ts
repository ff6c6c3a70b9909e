/**
 * What an agent can do in a llamada, and what each thing takes of its caller (product.md “Calls”). The table is the only
 * place that says so: use cases, pages and limits read it.
 */
import { enlaceMailbox, isEnlaceConfirmed } from '../account/channels.ts'
import { linkMailboxes } from '../account/coming-back.ts'
import type { Cuenta } from '../account/cuenta.ts'
import { type CallChannel, callChannels } from './call-channels.ts'
import { codigoChannels } from './codigo-channels.ts'
import { ORDEN_KINDS, ORDENES, ordenRule } from './orden.ts'
import type { Power } from './powers.ts'

/**
 * What the caller must have shown. `abrir`: nothing, the account is open. `comprobacion`: the check. `codigo`: a code
 * of the call. `codigo_en_otro`: one that went to another channel than that which the action is about.
 */
export const NEEDS = ['abrir', 'comprobacion', 'codigo', 'codigo_en_otro'] as const
export type Need = (typeof NEEDS)[number]

interface AccionRule {
  power: Power
  needs: Need
  /** ●: the agent shows their second factor again, for this llamada. */
  renew: boolean
  /** How many an agent may do in a day of Chile, where `CONSOLE_CAPS` says nothing. */
  cap: number
  label: string
  /** As the code of the call names it, in letters of an SMS: “Código 123456 para …”. Null where no code is asked for. */
  spoken: string | null
}

const OF_ANYBODY = { needs: 'abrir', renew: false, spoken: null } as const
/** What two people do: one asks for it here, and shows the second factor again. */
const OF_TWO = { needs: 'abrir', renew: true, spoken: null, cap: 10 } as const
const OF_CHECKED = { needs: 'comprobacion', renew: false, spoken: null } as const

const RULES = {
  reenviar_aviso: {
    ...OF_ANYBODY,
    ...{ power: 'atender_llamadas', cap: 60, label: 'Reenviar un aviso a su correo' },
  },
  abrir_caso: { ...OF_ANYBODY, power: 'abrir_casos', cap: 60, label: 'Abrir un caso' },
  cerrar_caso: { ...OF_ANYBODY, power: 'cerrar_casos', cap: 60, label: 'Cerrar un caso' },
  pedir_documento: { ...OF_ANYBODY, power: 'pedir_documentos', cap: 30, label: 'Pedir un documento' },
  registrar: { ...OF_ANYBODY, power: 'registrar_personas', cap: 30, label: 'Registrar por teléfono' },
  pedir_liberar: { ...OF_TWO, power: ORDENES.liberar.power, label: 'Pedir que se libere el RUT o NIE' },
  pedir_invitar: { ...OF_TWO, power: ORDENES.invitar.power, label: 'Pedir una invitación a otro correo' },
  pedir_descongelar: {
    ...OF_TWO,
    ...{ power: ORDENES.descongelar.power, label: 'Pedir que se descongele, con un documento' },
  },
  pedir_verificar: {
    ...OF_TWO,
    ...{ power: ORDENES.verificar.power, label: 'Pedir que su identidad quede verificada' },
  },
  pedir_cambiar_contactos: {
    ...OF_TWO,
    ...{ power: ORDENES.cambiar_contactos.power, label: 'Pedir otro correo o celular, con un documento' },
  },
  pedir_representante: {
    ...OF_TWO,
    ...{ power: ORDENES.representante.power, label: 'Pedir que cambie el representante legal' },
  },
  pedir_reunir: {
    ...OF_TWO,
    ...{ power: ORDENES.reunir.power, label: 'Pedir que su NIE quede en la cuenta de su RUT' },
  },
  congelar: { ...OF_CHECKED, power: 'congelar_en_llamada', cap: 15, label: 'Congelar la cuenta' },
  enviar_enlace: {
    ...OF_CHECKED,
    ...{ power: 'enviar_en_llamada', cap: 60, label: 'Enviar un enlace a su correo' },
  },
  enviar_provisoria: {
    ...OF_CHECKED,
    ...{ power: 'enviar_en_llamada', cap: 30, label: 'Enviar una clave provisoria a su celular' },
  },
  reabrir: {
    ...{ power: 'reabrir_en_llamada', needs: 'codigo', renew: false, cap: 20 },
    ...{ label: 'Reabrir lo que cerraron los intentos', spoken: 'reabrir su Clave Sence' },
  },
  descongelar: {
    ...{ power: 'descongelar_en_llamada', needs: 'codigo_en_otro', renew: true, cap: 10 },
    ...{ label: 'Descongelar la cuenta', spoken: 'descongelar su cuenta' },
  },
  cambiar_correo: {
    ...{ power: 'cambiar_contactos', needs: 'codigo_en_otro', renew: true, cap: 10 },
    ...{ label: 'Cambiar o agregar su correo', spoken: 'cambiar su correo' },
  },
  cambiar_celular: {
    ...{ power: 'cambiar_contactos', needs: 'codigo_en_otro', renew: true, cap: 10 },
    ...{ label: 'Cambiar o agregar su celular', spoken: 'cambiar su celular' },
  },
} as const satisfies Record<string, AccionRule>

export type Accion = keyof typeof RULES
export const ACCIONES: Readonly<Record<Accion, AccionRule>> = RULES
export const ACCION_NAMES = Object.keys(RULES) as Accion[]

/** An action within a sentence. */
export const accionWithin = (accion: Accion): string => {
  const { label } = ACCIONES[accion]
  return label.charAt(0).toLowerCase() + label.slice(1)
}

/** The actions that a code of the call can be asked for, since it opens them. */
export const CODIGO_ACCIONES = ACCION_NAMES.filter((accion) => ACCIONES[accion].spoken !== null)

/** What the caller of a llamada has shown in it. */
export interface Passed {
  /** Whether the check was passed. */
  checked: boolean
  /** Codes of the call that were read back: each is for one action alone. */
  codigos: readonly { channel: CallChannel; accion: Accion }[]
}

/** What would open an action. `dos_personas`: two people and a document seen, where no channel is left for a code. */
export type Opening =
  | { kind: 'comprobacion' }
  | { kind: 'codigo'; channels: CallChannel[] }
  | { kind: 'dos_personas'; accion: Accion }

export interface AccionState {
  accion: Accion
  /** What would open it; undefined when it is possible now. */
  opening?: Opening
}

/**
 * What can be done in a llamada now, and what would open more, in the order of the table. What the account as it is does
 * not admit, whatever its caller shows, is left out.
 * @param passed what its caller has shown.
 * @param cuenta undefined where the identificador has none.
 */
export const accionesOf = (passed: Passed, cuenta: Cuenta | undefined, now: Date): AccionState[] =>
  ACCION_NAMES.filter((accion) => fits(accion, cuenta, now)).map((accion) => {
    const opening = cuenta && openingOf(accion, passed, cuenta, now)
    return { accion, ...(opening && { opening }) }
  })

/** Whether one action is possible now. */
export const isPossible = (accion: Accion, passed: Passed, cuenta: Cuenta | undefined, now: Date): boolean =>
  accionesOf(passed, cuenta, now).some((one) => one.accion === accion && !one.opening)

/** Actions of who has no account; the others are of accounts that go on. */
const WITHOUT_CUENTA: readonly Accion[] = ['abrir_caso', 'cerrar_caso', 'registrar']
/** What is done to an account that is frozen, too. */
const ALSO_FROZEN: readonly Accion[] = [
  'reenviar_aviso',
  'abrir_caso',
  'cerrar_caso',
  'enviar_enlace',
  'descongelar',
]

/** Whether the account as it is admits an action. */
function fits(accion: Accion, cuenta: Cuenta | undefined, now: Date): boolean {
  if (!cuenta) return WITHOUT_CUENTA.includes(accion)
  if (accion === 'registrar' || cuenta.estado === 'cerrada') return false
  const kind = ORDEN_KINDS.find((one) => accion === `pedir_${one}`)
  if (kind) return ordenRule(kind).refusalOf(cuenta, now) === undefined
  if (cuenta.estado === 'congelada' && !ALSO_FROZEN.includes(accion)) return false
  switch (accion) {
    case 'descongelar':
      return cuenta.estado === 'congelada'
    case 'enviar_enlace':
      return linksGo(cuenta)
    case 'enviar_provisoria':
      return cuenta.perfil !== 'facilitador' && callChannels(cuenta, now).includes('celular')
    case 'cambiar_celular':
      return cuenta.perfil !== 'facilitador'
    case 'pedir_documento':
      return enlaceMailbox(cuenta) !== null && isEnlaceConfirmed(cuenta)
    default:
      return true
  }
}

/** Whether a link would go to a confirmed mailbox: of a frozen account, to one that gives it back. */
const linksGo = (cuenta: Cuenta): boolean =>
  linkMailboxes(cuenta).length > 0 && (cuenta.estado === 'congelada' || isEnlaceConfirmed(cuenta))

/** What two people do instead, where no channel is left for a code; otherwise they invite. */
const TWO_PEOPLE_FOR: Partial<Record<Accion, Accion>> = {
  descongelar: 'pedir_descongelar',
  cambiar_correo: 'pedir_cambiar_contactos',
  cambiar_celular: 'pedir_cambiar_contactos',
}

function openingOf(accion: Accion, passed: Passed, cuenta: Cuenta, now: Date): Opening | undefined {
  const { needs } = ACCIONES[accion]
  if (needs === 'abrir' || (needs === 'comprobacion' && passed.checked)) return undefined
  if (needs === 'comprobacion') return { kind: 'comprobacion' }
  const channels = codigoChannels(accion, cuenta, now)
  if (channels.length === 0)
    return { kind: 'dos_personas', accion: TWO_PEOPLE_FOR[accion] ?? 'pedir_invitar' }
  const isOpen = passed.codigos.some((one) => one.accion === accion && channels.includes(one.channel))
  return isOpen ? undefined : { kind: 'codigo', channels }
}
