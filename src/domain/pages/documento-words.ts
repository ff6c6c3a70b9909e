/** What the console says of documents and their review. */
import type { Documento, DocumentoRefusalReason } from '../documento/documento.ts'
import type { Age } from '../documento/queue.ts'
import type { ComparedDatum } from '../documento/review.ts'
import type { Perfil } from '../perfil.ts'

export const AGE_WORDS: Readonly<Record<Age, string>> = {
  hoy: 'hasta 1 día',
  semana: 'de 1 a 7 días',
  atrasados: 'más de 7 días',
}

export const SCAN_WORDS: Readonly<Record<Documento['scanResult'], string>> = {
  pendiente: 'Falta pasarlo por el antivirus',
  limpio: 'Sin virus',
  infectado: 'Con virus: no se puede aceptar',
  sin_antivirus: 'Ningún antivirus lo revisó',
}

/** What a reviewer can decide: to accept it, or why not. */
export const DECISION_WORDS = {
  verificado: 'Aceptar: todo lo marcado coincide',
  ilegible: 'Rechazar: no se puede leer',
  incompleto: 'Rechazar: falta una parte',
  vencido: 'Rechazar: está vencido',
  no_corresponde: 'Rechazar: los datos no son los de la cuenta',
  no_es_documento: 'Rechazar: no es el documento que se pidió',
} as const

/** How a decision is told in a list. */
export const decidedWords = (estado: Documento['estado'], reason: DocumentoRefusalReason | null): string =>
  estado === 'verificado' ? 'Aceptado' : `Rechazado: ${reason === null ? '' : REASON_WORDS[reason]}`

const REASON_WORDS: Readonly<Record<DocumentoRefusalReason, string>> = {
  ilegible: 'no se puede leer',
  incompleto: 'falta una parte',
  vencido: 'está vencido',
  no_corresponde: 'no son los datos de la cuenta',
  no_es_documento: 'no es el documento',
  infectado: 'tiene un virus',
}

const DATUM_WORDS: Readonly<Record<ComparedDatum, string>> = {
  numero: 'Número',
  nombre: 'Nombre',
  nacimiento: 'Nacimiento',
  pais: 'País',
  representante: 'RUT del representante',
}

/** What of an organisation is called otherwise. */
export const datumWords = (datum: ComparedDatum, perfil: Perfil): string =>
  perfil !== 'juridica'
    ? DATUM_WORDS[datum]
    : datum === 'numero'
      ? 'RUT'
      : datum === 'nombre'
        ? 'Razón social'
        : DATUM_WORDS[datum]

/** Why a decision stays. `otro_en_espera`: the person sent another one, which waits. */
export type ReopenRefusal =
  | 'propia'
  | 'registrada'
  | 'no_existe'
  | 'sin_decidir'
  | 'borrado'
  | 'cuenta_no_activa'
  | 'otro_en_espera'

export const REOPEN_REFUSAL_WORDS: Readonly<Record<ReopenRefusal, string>> = {
  propia: 'la cuenta es suya: la revisa otra persona',
  registrada: 'usted registró la cuenta: la revisa otra persona',
  no_existe: 'no existe',
  sin_decidir: 'no tiene una decisión',
  borrado: 'el documento ya se borró',
  cuenta_no_activa: 'la cuenta no está activa',
  otro_en_espera: 'la persona envió otro, que espera revisión',
}

/** Why nobody got a document that was asked for. */
export const TAKE_REFUSAL_WORDS = {
  no_existe: 'Ese documento no existe.',
  ya_decidido: 'Ese documento ya se revisó.',
  ajeno: 'Ese documento lo está revisando otra persona.',
  vencido: 'Ese documento lo está revisando otra persona.',
  propia: 'Esa cuenta es suya: la revisa otra persona.',
  registrada: 'Usted registró esa cuenta: la revisa otra persona.',
  ninguno: 'No queda ninguno por revisar en esta lista.',
  decidido: 'Decisión guardada. No queda ninguno por revisar en esta lista.',
  reabierto: 'El documento espera revisión otra vez. Se avisó a la persona.',
  soltado: 'Dejó el documento sin decidir: lo puede revisar otra persona.',
} as const
