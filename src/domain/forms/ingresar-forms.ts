/** What is asked of whoever another system sends to sign in, and of whoever it wants to see data of. */
import type { Perfil } from '../perfil.ts'
import { IDENTIFICADOR_FIELD } from '../values/identificador.ts'
import { parseNie } from '../values/nie.ts'
import { formatRut, isEmpresaRut, parseRut } from '../values/rut.ts'
import type { FormContent } from './form-content.ts'
import { withWrongProfile } from './wrong-profile.ts'

/** What buttons and sentences call who signs in with each profile. */
export const INGRESO_NAMES: Record<Perfil, { box: string; detail: string; as: string }> = {
  natural: {
    box: 'Persona Natural',
    detail: 'Con cédula de identidad chilena',
    as: 'Persona Natural',
  },
  juridica: { box: 'Persona Jurídica', detail: 'Empresa, OTEC u OTIC', as: 'Persona Jurídica' },
  migrante: { box: 'Migrante', detail: 'Sin cédula de identidad chilena', as: 'Migrante' },
  facilitador: {
    box: 'Facilitador Extranjero',
    detail: 'Invitado por una OTEC',
    as: 'Facilitador Extranjero',
  },
}

const PROVISORIA = 'Si tiene una clave provisoria, escríbala aquí.'

/** Of who has no temporary key, and cannot recover the CS alone. */
const OTHERWISE: Partial<Record<Perfil, string>> = {
  facilitador: 'Si no la tiene o la olvidó, hable con la OTEC que lo invitó: ella la pide.',
}

/** The form of a profile. The CS is the current one: no rule of a new one holds for it. */
export const ingresarContent = (perfil: Perfil): FormContent =>
  withWrongProfile(perfil, {
    sections: [
      {
        title: '',
        fields: [IDENTIFICADOR_FIELD[perfil], 'clave', 'recordarPerfil', 'compartido', 'cerrarOtras'],
      },
    ],
    like: { clave: 'claveActual' },
    labels: {
      clave: 'Clave Sence (CS)',
      recordarPerfil: `Recordar en este equipo que ingreso como ${INGRESO_NAMES[perfil].as}`,
    },
    hints: { clave: `Distingue mayúsculas de minúsculas. ${OTHERWISE[perfil] ?? PROVISORIA}` },
    button: 'Ingresar',
  })

/** Whose registration a system's guess of who comes may begin with: a RUT or NIE as typed there. */
export function guessedRegistration(
  hint: string,
): { perfil: Perfil; typed: Record<string, string> } | undefined {
  const rut = parseRut(hint)
  if (rut.ok)
    return {
      perfil: isEmpresaRut(rut.value) ? 'juridica' : 'natural',
      typed: { rut: formatRut(rut.value) },
    }
  const nie = parseNie(hint)
  return nie.ok ? { perfil: 'migrante', typed: { nie: nie.value } } : undefined
}

/** Whether a person allows a system to see data of theirs. */
export const CONSENT_CONTENT = { sections: [], button: 'Permitir' } as const satisfies FormContent
