/** Accounts, what is counted against them, and what can be undone. */
import type { Cuenta } from '../../domain/cuenta.ts'
import type { Contador, Secreto } from '../../domain/intentos.ts'
import type { OperacionDeTramite, Perfil } from '../../domain/perfil.ts'
import type { CambioDeHash } from './importaciones.ts'

export type GuardarCuenta =
  | 'guardada'
  | 'identificador_en_uso'
  | 'email_en_tres_cuentas'
  | 'celular_en_tres_cuentas'
  | 'cambio_entretanto'

/** What an account was called before it changed perfil, and who vouched for it then. */
export type IdentificadorAnterior = Pick<Cuenta, 'perfil' | 'identificador' | 'identidad'>

export interface Cuentas {
  /** Also by the identifier that it had before, which stays reserved for it. */
  porIdentificador(perfil: Perfil, identificador: string): Promise<Cuenta | undefined>
  porId(id: string): Promise<Cuenta | undefined>
  /** The identifier that is reserved for an account because it had it before. */
  anteriorDe(id: string): Promise<IdentificadorAnterior | undefined>
  /** The accounts that have this e-mail, compared without case. */
  conEmail(email: string): Promise<Pick<Cuenta, 'id' | 'perfil'>[]>
  /** Adds an account. Its version is 1. Nothing is written unless the answer is 'guardada'. */
  crear(cuenta: Cuenta): Promise<GuardarCuenta>
  /**
   * Writes all of an account if its version is still the stored one, and raises it in both. Under another identifier
   * the former one stays reserved for it, in the same transaction; going back to that one frees the one that it leaves.
   */
  guardar(cuenta: Cuenta): Promise<GuardarCuenta>
  /** Puts another hash of the same secret in place if the former one is still there. The version stays. */
  renovarHash(id: string, cambio: CambioDeHash): Promise<void>
}

export interface Contadores {
  /** Locks the row until the end of the transaction; a new counter when there is none. */
  bloquear(secreto: Secreto, sujeto: string): Promise<Contador>
  leer(secreto: Secreto, sujeto: string): Promise<Contador>
  guardar(secreto: Secreto, sujeto: string, contador: Contador): Promise<void>
  /**
   * Removes open counters that nobody touched since a moment. A counter has no hour of its own: the first call after
   * it was touched gives it `ahora`.
   * @returns how many were removed.
   */
  borrarAbiertos(ahora: Date, intactosDesde: Date): Promise<number>
}

export interface Limites {
  /**
   * Adds one to a key in a fixed window of so many seconds and says the count with this one.
   * @returns the count, and when the window ends.
   */
  sumar(clave: string, ventanaSegundos: number, ahora: Date): Promise<{ cuenta: number; termina: Date }>
  borrarVencidos(ahora: Date): Promise<number>
}

export interface Provisoria {
  cuentaId: string
  huella: string
  venceEn: Date
  intentos: number
}

export interface Provisorias {
  /** The live one of an account, locked until the end of the transaction. */
  bloquear(cuentaId: string): Promise<Provisoria | undefined>
  /** Keeps it in place of any former one. */
  poner(provisoria: Provisoria): Promise<void>
  borrar(cuentaId: string): Promise<void>
  borrarVencidas(ahora: Date): Promise<number>
}

/** Something that was told to a mailbox and can be undone with “no fui yo”. */
export interface Evento {
  id: string
  cuentaId: string
  tipo: OperacionDeTramite
  /** JSON of {@link Instantanea}, encrypted; null for a registration: there was nothing before. */
  antesCifrado: string | null
  /** Mailbox that got the notice, encrypted. */
  buzonCifrado: string
  conRespuesta: boolean
  creadoEn: Date
  venceEn: Date
  congeladoEn: Date | null
}

export interface Eventos {
  crear(evento: Evento): Promise<void>
  porId(id: string): Promise<Evento | undefined>
  /**
   * Whether the secret answer opened the way to any event of the last freeze of an account: then it counts as
   * known. So it does where those events are gone.
   */
  seCongeloConRespuesta(cuentaId: string): Promise<boolean>
  /** Marks as frozen if it was not. @returns whether this call did it. */
  congelar(id: string, ahora: Date): Promise<boolean>
  /** Marks all that came with or after an event in its account: whoever did that one did these too. */
  congelarPosteriores(evento: Evento, ahora: Date): Promise<void>
  borrarVencidos(ahora: Date): Promise<number>
}

/** A change of e-mail waiting for its confirmation, or confirmed and waiting for its hour. */
export interface CambioEmail {
  id: string
  cuentaId: string
  nuevo: string
  /** Whether it was proven with the code to the old mailbox: then it takes effect at once. */
  conCodigo: boolean
  creadoEn: Date
  venceEn: Date
  confirmadoEn: Date | null
  /** When it takes effect; set at confirmation. */
  efectivoEn: Date | null
}

export interface CambiosEmail {
  /** Puts it in place of any former one of that account. */
  poner(cambio: CambioEmail): Promise<void>
  porId(id: string): Promise<CambioEmail | undefined>
  deCuenta(cuentaId: string): Promise<CambioEmail | undefined>
  guardar(cambio: CambioEmail): Promise<void>
  borrarDeCuenta(cuentaId: string): Promise<void>
  /** Confirmed ones whose hour has come. */
  porAplicar(ahora: Date, tope: number): Promise<CambioEmail[]>
  borrarVencidos(ahora: Date): Promise<number>
}
