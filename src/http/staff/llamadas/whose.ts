import type { MaskedCuenta } from '../../../application/staff/llamadas/mask-cuenta.ts'
import { PERFIL_WORDS } from '../../../domain/pages/console-words.ts'
import type { Parts } from '../../../domain/parts.ts'
import { identificadorName } from '../../../domain/values/identificador.ts'

type Whose = Pick<MaskedCuenta, 'perfil' | 'maskedName' | 'maskedIdentificador'>

/** Whose account a page is about, masked: the first thing that it says. */
export const whoseParts = ({ perfil, maskedName, maskedIdentificador }: Whose): Parts => [
  {
    text: `${maskedName ?? 'Sin nombre registrado'}, ${identificadorName(perfil)} ${maskedIdentificador}, ${PERFIL_WORDS[perfil]}`,
    strong: true,
  },
]
