/** What the pages of what is done in a call say: what will happen, who is told, and until when. */
import type { CasoOutcome } from '../account/caso.ts'
import type { Accion } from '../staff/acciones.ts'
import type { OrdenEstado, OrdenKind, OrdenReason } from '../staff/orden.ts'
import { type DocumentoVisto, ORDEN_DATA, type OrdenData, type OrdenDatum } from '../staff/ordenes/rule.ts'
import type { Sameness } from '../staff/ordenes/same-person.ts'
import { formatRut } from '../values/rut.ts'
import { formatCelular } from '../values/telefono.ts'

export const FREEZE_REASON_WORDS = {
  pedido_de_la_persona: 'Lo pide la persona',
  uso_sospechoso: 'Uso sospechoso',
} as const

export const ORDEN_REASON_WORDS: Readonly<Record<OrdenReason, string>> = {
  creada_por_otra_persona: 'La creó otra persona',
  no_representa: 'Quien la usa no representa a la organización',
  orden_de_autoridad: 'Orden de una autoridad',
  sin_clave_ni_correo: 'No tiene clave ni correo',
  sin_correo: 'No tiene correo',
  correo_perdido: 'Perdió el correo y olvidó la respuesta',
  vuelve_su_dueno: 'Su dueño la pide de vuelta',
  objecion_resuelta: 'Se vio de quién es, después de una oposición',
  congelada_por_error: 'Se congeló por error',
  nuevo_representante: 'Nombraron a otro representante',
  sin_el_anterior: 'El anterior ya no está o no responde',
  papeles_vistos: 'Se vieron sus papeles',
  registro_atrasado: 'El registro está atrasado: valen sus papeles',
  sin_canal: 'No tiene correo ni celular confirmado',
  canal_perdido: 'Perdió el correo o el celular que tenía',
  tiene_las_dos: 'Tiene una cuenta con su NIE y otra con su RUT',
  no_puede_pasar: 'Actualizar Datos no la dejó pasar a su RUT',
}

export const ORDEN_KIND_WORDS: Readonly<Record<OrdenKind, string>> = {
  liberar: 'Liberar',
  invitar: 'Invitar',
  descongelar: 'Descongelar',
  verificar: 'Verificar',
  cambiar_contactos: 'Cambiar correo o celular',
  representante: 'Cambiar el representante',
  reunir: 'Reunir en la cuenta del RUT',
}

const ORDEN_DATUM_WORDS: Readonly<Record<OrdenDatum, string>> = {
  email: 'Correo que pide',
  celular: 'Celular que pide',
  rut: 'RUT del representante que pide',
  nombres: 'Nombre del representante que pide',
}
/** Where a kind asks for something else by the same datum. */
const DATUM_WORDS_OF: Partial<Record<OrdenKind, Partial<Record<OrdenDatum, string>>>> = {
  reunir: { rut: 'RUT de la cuenta que queda' },
}

/** What an orden asks for, a datum a line, written as whoever compares it with a document reads it. */
export const ordenDataLines = (kind: OrdenKind, data: OrdenData): string[] =>
  ORDEN_DATA.flatMap((one) => {
    const value = data[one]
    if (!value) return []
    const shown = one === 'rut' ? formatRut(value) : one === 'celular' ? formatCelular(value) : value
    return [`${DATUM_WORDS_OF[kind]?.[one] ?? ORDEN_DATUM_WORDS[one]}: ${shown}`]
  })

const SAMENESS_WORDS: Readonly<Record<Sameness, string>> = {
  igual: 'igual en las dos cuentas',
  distinto: 'distinto: vea cuál dice el documento',
  falta: 'falta en una de las dos',
}

/** What two accounts of one person should have alike, a datum a line. */
export const samePersonLines = ({
  nombre,
  nacimiento,
}: Record<'nombre' | 'nacimiento', Sameness>): string[] => [
  `Nombre: ${SAMENESS_WORDS[nombre]}`,
  `Nacimiento: ${SAMENESS_WORDS[nacimiento]}`,
]

export const DOCUMENTO_VISTO_WORDS: Readonly<Record<DocumentoVisto, string>> = {
  cedula: 'Cédula de identidad',
  pasaporte: 'Pasaporte',
  dni_extranjero: 'Documento de identidad de otro país',
  estatutos: 'Estatutos',
  poder: 'Poder',
  certificado: 'Certificado de una autoridad',
  orden_de_autoridad: 'Orden de una autoridad',
}

export const ORDEN_ESTADO_WORDS: Readonly<Record<OrdenEstado, string>> = {
  pedida: 'Espera a otra persona',
  concedida: 'Concedida, espera su hora',
  rechazada: 'Rechazada',
  objetada: 'Su dueño se opuso',
  aplicada: 'Hecha',
  vencida: 'Venció',
  sin_efecto: 'Sin efecto',
}

/** What is left to do where an owner objected. */
export const OBJECTED_WORDS =
  'La cuenta está congelada. Con los documentos de las dos partes, se abre en una llamada y se pide de nuevo lo mismo, o que se descongele. Lo decide quien no pidió ni concedió lo anterior.'

export const CASO_OUTCOME_WORDS: Readonly<Record<CasoOutcome, string>> = {
  resuelto: 'Resuelto',
  identificador_devuelto: 'Se devolvió el RUT o NIE',
  sin_cambios: 'Sin cambios',
  sin_contacto: 'No se pudo contactar a la persona',
  repetido: 'Repetido',
}

/** What a page knows of the account, masked. */
interface Facts {
  email: string
  celular: string
  /** What the account has now, which stays until then. */
  has: { email: boolean; celular: boolean }
  /** When a change asked for now takes effect at the earliest. */
  from: string
}

export const CLOSE_CASO_WORDS = 'La persona ve en «Seguir un caso» cómo terminó. No cambia la cuenta.'

const EVERYBODY = 'Se avisa ahora a todos sus correos y celulares confirmados.'

const untilThen = (hasOne: boolean) =>
  hasOne ? 'Hasta entonces sigue el anterior.' : 'Hasta entonces sigue sin ninguno.'

const OPENINGS: Record<Accion, (facts: Facts) => readonly string[]> = {
  reenviar_aviso: () => ['Sale otra vez el mensaje que pide confirmar un correo, al correo al que fue.'],
  abrir_caso: () => ['Queda un caso con número. Léaselo: con él sigue donde quedó si vuelve a llamar.'],
  cerrar_caso: () => [CLOSE_CASO_WORDS],
  pedir_documento: ({ email }) => [
    `Le llega a ${email} un enlace para enviar su documento, bueno por 7 días. No cambia la cuenta.`,
  ],
  registrar: () => [],
  pedir_liberar: () => [
    'Otra persona lo decide, con los documentos a la vista. Si lo concede, su dueño tiene 24 horas para oponerse; después la cuenta se cierra.',
  ],
  pedir_invitar: () => [
    'Otra persona lo decide, con los documentos a la vista. Si lo concede, pasadas 24 horas le llega al correo que usted escriba un enlace para elegir todo de nuevo.',
    'Se avisa a los correos y celulares que la cuenta tiene hoy.',
  ],
  pedir_descongelar: () => [
    'Otra persona lo decide, con los documentos a la vista. Si lo concede, pasadas 24 horas le llega al correo que usted escriba un enlace para elegir todo de nuevo.',
    'La cuenta sigue congelada hasta que lo use. Se avisa a los correos y celulares confirmados que la cuenta tiene hoy.',
  ],
  pedir_verificar: () => [
    'Otra persona lo decide, con los documentos a la vista. Si lo concede, su dueño tiene 24 horas para oponerse; después su identidad queda verificada. Nada más cambia.',
    'Si el registro detiene a la organización, se verifica solo con el motivo que lo dice, y vale hasta que cambie esa línea del registro.',
  ],
  pedir_cambiar_contactos: () => [
    'Otra persona lo decide, con los documentos a la vista. Si lo concede, pasadas 24 horas le llega al correo nuevo un enlace para confirmarlo; el celular nuevo se confirma con un código al terminar Cambiar CS o Actualizar Datos.',
    'Para confirmar hace falta la CS o la respuesta: si no las tiene, pida una invitación. Se avisa a los correos y celulares que la cuenta tiene hoy.',
  ],
  pedir_representante: () => [
    'Otra persona lo decide, con los papeles a la vista. Si lo concede, pasadas 24 horas la organización tiene ese representante, sin el correo ni el celular del anterior, y termina lo que estaba abierto o pendiente.',
    'La identidad deja de estar verificada, salvo lo que diga el registro. Si el registro nombra a otro, hay que corregirlo antes. Se avisa a los correos y celulares confirmados que la cuenta tiene hoy.',
  ],
  pedir_reunir: () => [
    'Compare el documento de ese RUT y el de este NIE: son de la misma persona. Otra persona lo decide, con las dos cuentas a la vista.',
    'Si lo concede, pasadas 24 horas esta cuenta se cierra y su NIE lleva a la del RUT. No se copia nada: la persona usa la clave que tiene allí.',
    'Se avisa a los correos y celulares de las dos cuentas, y desde cualquiera de ellas pueden oponerse.',
  ],
  congelar: () => ['Nadie podrá usar la cuenta, y termina lo que estaba pendiente.', EVERYBODY],
  enviar_enlace: ({ email }) => [
    `Le llega a ${email} un enlace para elegir una clave nueva, bueno por una hora. Usted no lo ve.`,
  ],
  enviar_provisoria: ({ celular }) => [
    `Le llega a ${celular} una clave provisoria, que solo sirve para cambiar la clave. Usted no la ve.`,
    'Se avisa a todos sus correos confirmados. Por 72 horas, su correo y su celular solo cambian con un código.',
  ],
  reabrir: () => [
    'Podrá intentar de nuevo. Se hace una vez al día por cuenta, entre todo el equipo.',
    'Al terminar la llamada se avisa a todos sus correos y celulares confirmados.',
  ],
  descongelar: () => [
    'La cuenta vuelve a estar activa con sus correos confirmados y nada más: clave, pregunta y celular se quitan.',
    'Para usarla, la persona pide un enlace a su correo y elige todo de nuevo.',
    EVERYBODY,
  ],
  cambiar_correo: ({ from, has }) => [
    `El correo nuevo vale desde el ${from}, si antes lo confirman con el enlace que le llega. ${untilThen(has.email)}`,
    `${EVERYBODY} Desde cualquiera de esos correos pueden deshacerlo.`,
  ],
  cambiar_celular: ({ from, has }) => [
    `El celular nuevo vale desde el ${from}, si antes lo confirman con un código. ${untilThen(has.celular)}`,
    `${EVERYBODY} Desde cualquiera de esos correos pueden deshacerlo.`,
  ],
}

/** What will happen, who is told, and until when. */
export const accionOpening = (accion: Accion, facts: Facts): readonly string[] => OPENINGS[accion](facts)

/** Why an action cannot be done now. */
export const CLOSED_WORDS = {
  comprobacion: 'Falta que pase la comprobación. Vuelva a la llamada.',
  codigo: 'Falta el código de la llamada. Vuelva a la llamada y pídalo.',
  dos_personas:
    'No queda otro correo ni celular confirmado: hacen falta dos personas y un documento a la vista.',
  no_corresponde: 'Esta cuenta no lo admite como está ahora.',
} as const
