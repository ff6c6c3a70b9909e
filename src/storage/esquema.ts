/** The tables as queries see them. Names are camelCase here and snake_case in the database. */
import type { Generated, Insertable, Transaction } from 'kysely'
import type {
  AnotacionGuardada,
  AvisoEnCola,
  CambioEmail,
  Caso,
  Codigo,
  Enlace,
  Envio,
  Evento,
  IdentificadorAnterior,
  Importacion,
  Provisoria,
  Sello,
  SesionGuardada,
  Solicitud,
} from '../application/ports.ts'
import type { Cuenta } from '../domain/cuenta.ts'
import type { Documento } from '../domain/documento.ts'
import type { Contador, Secreto } from '../domain/intentos.ts'
import type { Lazo } from '../domain/lazo.ts'
import type { Organismo } from '../domain/organismo.ts'
import type { Fila } from './filas.ts'

/** `emailClave`: the e-mail as it is compared. Places: one of three that accounts with it can take. */
export type FilaCuenta = Fila<Cuenta> & {
  emailClave: string | null
  emailPlaza: number | null
  celularPlaza: number | null
}

/** `importacionId`: with which import it came. `porEnvolver`: 1 while a hash of the old system waits. */
export type TablaCuentas = FilaCuenta & {
  importacionId: Generated<string | null>
  porEnvolver: Generated<number | null>
}

export type FilaAviso = Fila<AvisoEnCola> & {
  estado: 'pendiente' | 'enviado' | 'abandonado'
  terminadoEn: string | null
  arrendadoPor: string | null
  arrendadoHasta: string | null
  ultimoError: string | null
}

export interface BaseDeDatos {
  avisos: FilaAviso
  bitacora: Fila<AnotacionGuardada>
  bitacoraCabeza: { id: number; ultimo: number }
  cambiosEmail: Fila<CambioEmail>
  cargasOrganismos: {
    id: number
    version: number
    cargadaEn: string | null
    enCurso: number | null
    quien: string | null
    arrendadaHasta: string | null
  }
  casos: Fila<Caso> & { cerradoEn: string | null }
  codigos: Fila<Codigo>
  contadores: Fila<Contador> & { secreto: Secreto; sujeto: string; tocadoEn: string | null }
  documentos: Fila<Documento> & { contenidoCifrado: string | null }
  cuentas: TablaCuentas
  enlaces: Fila<Enlace>
  envios: Fila<Envio>
  eventos: Fila<Evento>
  importaciones: Fila<Importacion>
  facilitadoresOtec: Fila<Lazo>
  identificadoresAnteriores: IdentificadorAnterior & { cuentaId: string }
  limites: { clave: string; ventanaSegundos: number; cuenta: number; termina: string }
  organismos: Fila<Organismo> & { version: number }
  provisorias: Fila<Provisoria>
  secretos: { nombre: string; valor: string }
  sellos: Fila<Sello>
  sesiones: Fila<SesionGuardada>
  solicitudes: Fila<Solicitud>
}

/** What a repository gets: one transaction, and what depends on the engine. */
export interface Sesion {
  db: Transaction<BaseDeDatos>
  /** Adds rows, all with the same columns in the same order. */
  insertar<T extends keyof BaseDeDatos>(tabla: T, ...filas: Insertable<BaseDeDatos[T]>[]): Promise<void>
  /** False where a transaction that writes has the whole database for itself. */
  conBloqueos: boolean
}
