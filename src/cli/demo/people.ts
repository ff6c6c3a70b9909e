/** Who is invented: people and organisations of each perfil, one in each state that callers have. */
import type { PerfilWith } from '../../domain/forms/tramites.ts'
import type { Perfil } from '../../domain/perfil.ts'
import { checkDigit } from '../../domain/values/rut.ts'
import { stripAccents } from '../../domain/values/text.ts'

/** What callers have, in the order of the lists below. */
export const STATES = {
  al_dia: 'todo en orden: correo y celular confirmados',
  sin_celular: 'en orden, sin celular',
  clave_cerrada: 'CS cerrada por intentos fallidos',
  respuesta_cerrada: 'respuesta secreta cerrada por intentos fallidos',
  congelada: 'congelada por un «No fui yo», apretado por error',
  congelada_por_personal: 'congelada por el personal, hoy',
  correo_sin_confirmar: 'correo sin confirmar',
  faltan_datos: 'importada con CS; faltan pregunta, nacimiento o representante, y dirección',
  sin_cs: 'importada sin CS',
  cambio_pendiente: 'cambio de correo que espera su enlace',
  caso_abierto: 'alguien quiso registrarla de nuevo: caso abierto',
  objecion: 'se pidió cerrarla y su dueño se opuso: congelada, con un caso',
} as const
export type DemoState = keyof typeof STATES
const STATE_NAMES = Object.keys(STATES) as DemoState[]

/** Somebody invented. Their data are made from the name and the number. */
export interface Invented<P extends Perfil = Perfil> {
  perfil: P
  identificador: string
  state: DemoState
  /** Of an organisation: its razón social, and then nothing. */
  nombres: string
  apellido: string
  fechaNacimiento: string
  email: string
  celular: string
}

/** The CS and the answer of everybody invented. */
export const DEMO_CLAVE = 'Tr3bol#99'
export const DEMO_PREGUNTA = 'p03'
export const DEMO_RESPUESTA = 'Lautaro Pehuen'

/** Who has an account by their NIE and another by their RUT. */
export const WITH_BOTH = 'Yanet Suárez'

const NATURALES = `Rosa Elena Catrileo, Óscar Ñanculef, Camila Andrea Troncoso, Hernán Oyarzún, Ximena Huenchul, Nelson Barrientos,
  Paulina Quezada, Álvaro Llancafil, Teresa Ovalle, Ignacio Mardones, Gladys Curiqueo, Ramiro Echeverría, ${WITH_BOTH}`
const MIGRANTES = `Yulimar Rondón, Wilner Jean-Baptiste, Luz Dary Quintero, Edinson Mamani, Mirlande Pierre, Gregorio Uzcátegui,
  Kelly Johana Palacios, Renato Choque, Daysi Condori, Fritznel Louis, Norelkys Parra, Jhon Bermúdez, ${WITH_BOTH}`
const ORGANIZACIONES = `Capacitaciones del Maule, Panadería La Espiga, Transportes Quilpué, Centro de Formación Aysén, Maderas Lonquimay,
  Instituto Laboral Norte, Hotel Puerto Chico, Viñedos Colchagua, Confecciones Ñuble, Servicios Pudahuel, Aprender Tarapacá,
  Frutícola Petorca`

/** In order, one in each state; whoever comes after has all in order. */
export const REGISTERED: readonly Invented<PerfilWith<'registrar'>>[] = [
  ...invent('natural', NATURALES, (at) => rutOf(11_111_111 + at * 1_111_111)),
  ...invent('migrante', MIGRANTES, (at) => `DEMO${1001 + at}`),
  ...invent('juridica', ORGANIZACIONES, (at) => rutOf(76_111_111 + at * 111_111)),
]

/** Of the old system, where only an OTEC could ask for them. */
const FACILITADORES: readonly Invented[] = [
  ...invent('facilitador', 'Marie Dupont, Hans Weber', (at) => `FACIL${101 + at}`),
].map((one, at) => ({ ...one, state: at === 0 ? 'sin_celular' : 'sin_cs' }))

const FROM_OLD_SYSTEM: readonly DemoState[] = ['faltan_datos', 'sin_cs']
/** Who comes from a file of the old system. */
export const IMPORTED: readonly Invented[] = [
  ...REGISTERED.filter(({ state }) => FROM_OLD_SYSTEM.includes(state)),
  ...FACILITADORES,
]
export const INVENTED: readonly Invented[] = [...REGISTERED, ...FACILITADORES]

/** The legal representative of every organisation here. */
export const REPRESENTANTE = rutOf(11_111_111)

function rutOf(number: number): string {
  return `${number}-${checkDigit(number)}`
}

function invent<P extends Perfil>(
  perfil: P,
  names: string,
  identificadorOf: (at: number) => string,
): Invented<P>[] {
  const first = { natural: 1, migrante: 101, juridica: 201, facilitador: 301 }[perfil]
  return names.split(/,\s*/).map((name, at) => {
    const words = name.split(' ')
    return {
      perfil,
      identificador: identificadorOf(at),
      state: STATE_NAMES[at] ?? 'al_dia',
      nombres: perfil === 'juridica' ? `${name} Ltda.` : words.slice(0, -1).join(' '),
      apellido: perfil === 'juridica' ? '' : (words.at(-1) ?? ''),
      fechaNacimiento: `19${70 + at}-0${1 + (at % 9)}-15`,
      email: `${stripAccents(name).toLowerCase().replaceAll(' ', '.')}@correo.example`,
      celular: `95555${String(first + at).padStart(4, '0')}`,
    }
  })
}
