/**
 * The secret questions. Each asks for a person outside the family, by name and surname, since name and surname
 * are what can be shown to be hard to guess; the answers do not change in a life, are not in registers, and are
 * seldom told in social networks (docs/decisions/0038). Ids are kept with the accounts and never given to
 * another question.
 */
export interface Pregunta {
  readonly id: string
  readonly text: string
  /** Answers that many people would give, as `normalizeRespuesta` leaves them. */
  readonly common: readonly string[]
}

const splitList = (text: string): readonly string[] => text.split(',').map((respuesta) => respuesta.trim())

/**
 * Words that say nothing of a person. They count for no name, and an answer made of them alone is a
 * commonplace. No surname or given name is here.
 */
export const FILLER_WORDS: ReadonlySet<string> = new Set(
  splitList(`nada, nadie, ninguno, ninguna, ningun, nunca, no, si, se, sabe, lo, le, me, que, es, era, fue, recuerdo, acuerdo,
  recuerda, tengo, tuve, tenia, aplica, existe, hay, sin, con, respuesta, algo, alguien, cualquiera, todo, todos, hola, chao,
  yo, mismo, misma, solo, sola, propio, perro, gato, casa, amor, vida, feliz, chile, sence, clave, secreta, secreto, pregunta,
  contrasena, password, prueba, test, probando, nombre, apellido, nombres, apellidos, persona, asd, asdf, asdfg, asdasd, qwe,
  qwer, qwerty, zxc, zxcv, xyz, abc, abcd, abcde, aaa, xxx, aeiou, uno, tres, cuatro, lunes, martes, viernes, enero,
  fulano, fulana, mengano, mengana, zutano, perengano, perico, palotes, tal`),
)

/** People whose name is the first to come to mind, whatever is asked. */
export const COMMON_RESPUESTAS: readonly string[] =
  splitList(`gabriela mistral, pablo neruda, violeta parra, victor jara, arturo prat, bernardo ohiggins, bernardo o higgins,
  manuel rodriguez, salvador allende, augusto pinochet, gabriel boric, sebastian pinera, michelle bachelet, marcelo salas,
  alexis sanchez, arturo vidal, claudio bravo, ivan zamorano, elias figueroa, lionel messi, leo messi, cristiano ronaldo,
  diego maradona, don francisco, mario kreutzberger, raquel argandona, cecilia bolocco, jesus cristo, jesus de nazaret,
  virgen maria, alberto hurtado, padre hurtado, teresa de los andes, simon bolivar, hugo chavez, nicolas maduro, juan gabriel,
  michael jackson, harry potter, mickey mouse, winnie pooh, peter pan, blanca nieves, barbie girl, papa noel, viejo pascuero,
  pepe antartico, juan segura, roberto gomez bolanos, chavo del ocho, albert einstein, peso pluma, bad bunny`)

export const PREGUNTAS: readonly Pregunta[] = [
  {
    id: 'p02',
    text: '¿Cómo se llamaba la profesora o el profesor que mejor recuerda de su enseñanza básica?',
    common: splitList(
      'profesor jirafales, profesor rossa, profesor salomon, lucila godoy, andres bello, maria montessori',
    ),
  },
  {
    id: 'p03',
    text: '¿Cómo se llamaba su mejor amiga o amigo de la infancia?',
    common: splitList('amigo imaginario, amiga imaginaria, tom sawyer, osito teddy'),
  },
  {
    id: 'p04',
    text: '¿Cómo se llamaba la primera persona que le gustó?',
    common: splitList(
      'luis miguel, ricky martin, chayanne figueroa, brad pitt, nick carter, justin bieber, leonardo dicaprio',
    ),
  },
  {
    id: 'p05',
    text: '¿Cómo se llamaba su primera jefa o jefe?',
    common: splitList('tio rico, rico mcpato, bill gates, steve jobs, andronico luksic, horst paulmann'),
  },
  {
    id: 'p13',
    text: '¿Cómo se llamaba la persona que se sentaba a su lado en el colegio?',
    common: splitList('amigo imaginario, nadie al lado, distintas personas'),
  },
  {
    id: 'p14',
    text: '¿Cómo se llamaba la vecina o el vecino que mejor recuerda de su niñez?',
    common: splitList('don ramon, dona florinda, dona clotilde, bruja del setenta y uno, ned flanders'),
  },
  {
    id: 'p15',
    text: '¿Cómo se llamaba la dueña o el dueño del almacén donde compraba su familia cuando usted era niño o niña?',
    common: splitList('santa isabel, don barriga, senor barriga, almacenes paris'),
  },
  {
    id: 'p16',
    text: '¿Cómo se llamaba su primera compañera o compañero de trabajo?',
    common: splitList('homero simpson, lenny leonard, carl carlson'),
  },
  {
    id: 'p17',
    text: '¿Cómo se llamaba la primera persona con quien bailó en una fiesta?',
    common: splitList('luis miguel, ricky martin, nunca baile'),
  },
  {
    id: 'p18',
    text: '¿Cómo se llamaba la profesora o el profesor más estricto que tuvo?',
    common: splitList(
      'profesor jirafales, profesor rossa, severus snape, senorita tronchatoro, agatha tronchatoro',
    ),
  },
  {
    id: 'p19',
    text: '¿Cómo se llamaba la mejor amiga o amigo de su mamá o de quien le crió?',
    common: splitList('amiga imaginaria, vecina amiga'),
  },
  {
    id: 'p20',
    text: '¿Cómo se llamaba la niña o el niño con quien más peleaba en el colegio?',
    common: splitList('bart simpson, nelson muntz, nunca pelee, hermano chico, hermana chica'),
  },
]

/**
 * Questions that are no longer offered, since 20 answers to them cover too many people. Accounts that chose one
 * keep it, and imported ones bring it.
 */
export const FORMER_PREGUNTAS: readonly Omit<Pregunta, 'common'>[] = [
  { id: 'p01', text: '¿Qué apodo le decían en su casa cuando era niño o niña?' },
  { id: 'p06', text: '¿Cómo se llamaba su muñeco, muñeca o peluche preferido?' },
  { id: 'p07', text: '¿En qué calle o pasaje vivía su abuela o abuelo preferido?' },
  {
    id: 'p08',
    text: '¿Cómo se llamaba el almacén o negocio donde compraba su familia cuando era niño o niña?',
  },
  { id: 'p09', text: '¿En qué lugar pasaba los veranos de su niñez?' },
  { id: 'p10', text: '¿Qué comida se negaba a comer cuando era niño o niña?' },
  { id: 'p11', text: '¿Quién le enseñó a andar en bicicleta o a nadar?' },
  { id: 'p12', text: '¿Cuál fue el primer libro que leyó completo?' },
]
