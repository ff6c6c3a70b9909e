/** What the console calls states and kinds that the code knows by their codes. */
import type { CasoOutcome } from '../account/caso.ts'
import type { CuentaEstado } from '../account/cuenta.ts'
import type { Proof } from '../account/progress.ts'
import type { Perfil } from '../perfil.ts'

export const PERFIL_WORDS: Readonly<Record<Perfil, string>> = {
  natural: 'Persona natural',
  juridica: 'Persona jurídica',
  migrante: 'Persona extranjera',
  facilitador: 'Facilitador extranjero',
}

export const ESTADO_WORDS: Readonly<Record<CuentaEstado, string>> = {
  activa: 'Activa',
  congelada: 'Congelada',
  cerrada: 'Cerrada',
}

export const OUTCOME_WORDS: Readonly<Record<CasoOutcome, string>> = {
  resuelto: 'resuelto',
  identificador_devuelto: 'se devolvió el RUT o NIE',
  sin_cambios: 'sin cambios',
  sin_contacto: 'sin contacto',
  repetido: 'repetido',
}

const REASON_WORDS: Readonly<Record<string, string>> = {
  ya_registrado: 'dice que no creó la cuenta',
  llamada: 'llamó por teléfono',
  sin_cuenta: 'llamó y no tiene cuenta',
  congelada: 'la cuenta está congelada',
  congelada_mesa: 'la mesa de ayuda congeló la cuenta',
  cerrada: 'la cuenta se cerró',
  otec_no_vigente: 'el OTEC no está vigente',
  otro_representante: 'el registro tiene otro representante',
  no_es_otec: 'el organismo no es un OTEC',
  otec_no_verificada: 'el OTEC no está verificado',
  use_su_rut: 'tiene una cuenta con su RUT',
  rut_en_uso: 'su RUT ya tiene una cuenta',
  correo_sin_confirmar: 'su correo no está confirmado',
  no_fui_yo: 'dijo «No fui yo»',
  buzon_anterior: 'dijo «No fui yo» desde un correo anterior',
  objecion: 'se opuso a lo que pidieron dos personas',
  faltan_datos: 'a la cuenta le faltan datos',
  sin_facilitadores: 'el OTEC no tiene facilitadores',
  otro: 'otro motivo',
}

/** The reasons that lists are narrowed to. */
export const CASO_REASONS = Object.keys(REASON_WORDS)

/** Why a caso was opened; a reason without words of its own is read from its code. */
export const reasonWords = (reason: string): string => REASON_WORDS[reason] ?? reason.replaceAll('_', ' ')

export const PROOF_WORDS: Readonly<Record<Proof, string>> = {
  clave: 'su clave',
  provisoria: 'una clave provisoria',
  respuesta: 'la respuesta secreta',
  codigo: 'un código',
  datos: 'datos que otros pueden saber',
  enlace: 'un enlace a su correo',
  volver: 'el enlace para volver',
  registro: 'un código al correo o celular del registro',
  invitacion: 'el enlace que dieron dos personas',
  activacion: 'el enlace de activación',
}

/** What whoever opened a caso had proven. */
export const provenWords = (proofs: readonly Proof[]): string =>
  proofs.map((proof) => PROOF_WORDS[proof]).join(', ') || 'nada'
