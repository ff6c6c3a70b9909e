import { expect, it } from 'vitest'
import { toldText } from '../../../src/domain/staff/summary.ts'

it.each([
  [1, 0, true, 'Avisamos a su correo confirmado lo que hicimos.'],
  [0, 1, false, 'Avisamos a su celular confirmado que atendimos esta llamada.'],
  [2, 1, true, 'Avisamos a sus 2 correos y a su celular confirmados lo que hicimos.'],
  [0, 0, true, 'No tenemos un correo ni un celular confirmado adonde avisarle.'],
])(
  'of %d mailboxes and %d mobiles, says whom the end of a call is told to',
  (mailboxes, celulares, did, text) => {
    expect(toldText({ mailboxes, celulares }, did)).toContain(text)
  },
)
