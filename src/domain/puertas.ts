/**
 * The wrong door: an identifier typed in the form of another profile. Always a hint and a button that carries what
 * was typed to the right form, never a refusal for good: who insists goes on, and whether there is an account has no
 * part in it.
 */
import { CAMPO_IDENTIFICADOR } from './identificador.ts'
import type { Perfil } from './perfil.ts'
import type { CodigoRechazo } from './rechazos.ts'
import { nieQueNoEsRut, type Regla, rutDePersona } from './reglas.ts'
import type { Rechazo } from './resultado.ts'
import type { Frase, Paso } from './tramite.ts'

export interface Puerta {
  perfil: Exclude<Perfil, 'facilitador'>
  /** On the button that leads there. */
  texto: string
}

const A_NATURAL: Puerta = { perfil: 'natural', texto: 'Ir a Persona Natural con estos datos' }
const A_JURIDICA: Puerta = { perfil: 'juridica', texto: 'Ir a Persona Jurídica con estos datos' }
const A_MIGRANTE: Puerta = { perfil: 'migrante', texto: 'Ir a Migrante con estos datos' }

const PUERTAS: Partial<Record<CodigoRechazo, Puerta>> = {
  rut_de_empresa: A_JURIDICA,
  rut_es_nie: A_MIGRANTE,
  nie_es_rut: A_NATURAL,
  nie_es_rut_de_empresa: A_JURIDICA,
}

/** The right form that a refusal points to, if it does. */
export const puertaDe = ({ codigo }: Rechazo): Puerta | undefined => PUERTAS[codigo]

const REGLAS: Partial<Record<Perfil, Regla>> = {
  natural: rutDePersona,
  migrante: nieQueNoEsRut,
  facilitador: nieQueNoEsRut,
}
const ES_MI_DOCUMENTO = 'Continuar de todos modos: es el número de mi documento'

/**
 * A form that begins an operation, with the rule that notices the wrong door and, beside the identifier, the box
 * that goes on all the same.
 */
export function conPuerta(perfil: Perfil, paso: Paso): Paso {
  const regla = REGLAS[perfil]
  const identificador = CAMPO_IDENTIFICADOR[perfil]
  if (!regla) return paso
  return {
    ...paso,
    secciones: paso.secciones.map((seccion) => ({
      ...seccion,
      campos: seccion.campos.flatMap((campo) =>
        campo === identificador ? [campo, 'continuarDeTodosModos' as const] : [campo],
      ),
    })),
    reglas: [regla, ...(paso.reglas ?? [])],
    etiquetas: {
      ...paso.etiquetas,
      ...(identificador === 'nie' && { continuarDeTodosModos: ES_MI_DOCUMENTO }),
    },
  }
}

/** Above the form to which something was carried. */
export const TRAIDO: Frase = [
  'Trajimos lo que escribió en el otro formulario. Revíselo y complete lo que falta.',
]

/** The texts of a form under the names of the fields of another profile's: its identifier may have another name. */
export function enOtraPuerta<T>(
  tecleado: Readonly<Record<string, T>>,
  de: Perfil,
  a: Perfil,
): Record<string, T> {
  const nombre = CAMPO_IDENTIFICADOR[de]
  const { [nombre]: identificador, ...resto } = tecleado
  return identificador === undefined ? resto : { ...resto, [CAMPO_IDENTIFICADOR[a]]: identificador }
}
