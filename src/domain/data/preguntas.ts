/**
 * The twelve secret questions. Their answers do not change in a life, are not in registers, and are seldom told
 * in social networks: no pets, birthplaces, schools, surnames or football clubs. Ids are kept with the accounts
 * and never given to another question.
 *
 * `common`, and the answers that suit any question, are written as `normalizeRespuesta` leaves them.
 */
export interface Pregunta {
  readonly id: string
  readonly text: string
  /** Answers that many people would give. */
  readonly common: readonly string[]
}

const splitList = (text: string): readonly string[] => text.split(',').map((respuesta) => respuesta.trim())

const NOMBRES =
  splitList(`maria, juan, jose, luis, carlos, jorge, manuel, francisco, pedro, miguel, diego, felipe, sebastian,
  cristian, christian, daniel, claudio, marcelo, mario, rodrigo, pablo, andres, javier, patricio, ricardo, roberto, sergio,
  victor, hector, eduardo, fernando, gonzalo, matias, nicolas, ignacio, benjamin, alejandro, david, antonio, oscar, ivan,
  ana, rosa, camila, carolina, francisca, daniela, paola, claudia, patricia, andrea, constanza, javiera, valentina, catalina,
  margarita, juana, marcela, paula, veronica, natalia, fernanda, alejandra, sandra, gloria, carmen, isabel, teresa, elena,
  marta, sofia, martina, antonia, josefa, karen, pamela, lorena, monica, cecilia, silvia, jessica, yasna, ximena, luisa,
  juan carlos, jose luis, luis alberto, maria jose, maria jesus, ana maria, rosa maria`)

const RELATIVES_AND_FRIENDS =
  splitList(`mama, mami, mama y papa, mi mama, mi madre, madre, papa, papi, mi papa, mi padre, padre, hermano, mi hermano,
  hermana, mi hermana, abuelo, mi abuelo, abuela, mi abuela, tata, mi tata, tio, mi tio, tia, mi tia, primo, mi primo,
  prima, mi prima, amigo, amiga, un amigo, una amiga, mi amigo, mi amiga, vecino, vecina, profesor, profesora, familia,
  mi familia, mi esposo, mi esposa, esposo, esposa, mi pololo, mi polola`)

/** Commonplaces for any question. */
export const COMMON_RESPUESTAS: readonly string[] =
  splitList(`nada, nadie, ninguno, ninguna, ningun, nunca, no se, nose, no lo se, no sabe,
  no recuerdo, no me acuerdo, no me recuerdo, no tengo, no tuve, no aplica, no existe, no hay, sin respuesta, s i, n a, algo,
  alguien, cualquiera, todo, todos, hola, chao, chile, santiago, mi casa, casa, amor, mi amor, dios, jesus, jesucristo, vida,
  mi vida, hijo, hija, mis hijos, mi hijo, mi hija, feliz, felicidad, familia, mama, papa, yo mismo, yo misma, perro, gato,
  mi perro, mi gato, perrito, gatito, firulais, pelusa, bobby, rojo, azul, verde, amarillo, negro, negra, blanco, blanca,
  rosado, rosada, rosa, morado, morada, lila, celeste, naranjo, naranja, gris, cafe, violeta, turquesa, colo colo, colocolo,
  universidad de chile, la u, u de chile, catolica, futbol, respuesta, respuesta secreta, mi respuesta, pregunta, secreta,
  secreto, es secreto, clave, clave sence, clave secreta, mi clave, sence, contrasena, password, prueba, test, probando,
  abc, abcd, abcde, asd, asdf, asdfg, asdasd, qwe, qwer, qwerty, zxc, zxcv, xyz, aaa, xxx, aeiou, hoy, ayer, siempre,
  lunes, martes, viernes, sabado, domingo, enero, diciembre, uno dos tres, uno, dos, tres, cuatro, cinco, siete, diez`)

export const PREGUNTAS: readonly Pregunta[] = [
  {
    id: 'p01',
    text: '¿Qué apodo le decían en su casa cuando era niño o niña?',
    common:
      splitList(`negro, negra, negrito, negrita, gordo, gorda, gordito, gordita, flaco, flaca, flaquito, flaquita, chico, chica,
      chino, china, guaton, guatona, pelao, pelado, colorin, colorina, rucio, rucia, nene, nena, guagua, bebe, enano, enana,
      peque, princesa, rey, reina, chiquitito, chiquitita, pepe, pancho, panchito, nano, tato, lalo, cote, pepa, coti, cata,
      pipe, nico, seba, feli, dani, caro, vale, juanito, pedrito, carlitos, no tenia, sin apodo, ninguno tuve`),
  },
  {
    id: 'p02',
    text: '¿Cómo se llamaba la profesora o el profesor que mejor recuerda de su enseñanza básica?',
    common: [
      ...NOMBRES,
      ...RELATIVES_AND_FRIENDS,
      ...splitList(`tia maria, tia rosa, tia ana, tia carmen, tia patricia, senorita maria, miss, la tia`),
    ],
  },
  {
    id: 'p03',
    text: '¿Cómo se llamaba su mejor amiga o amigo de la infancia?',
    common: [...NOMBRES, ...RELATIVES_AND_FRIENDS],
  },
  {
    id: 'p04',
    text: '¿Cómo se llamaba la primera persona que le gustó?',
    common: [...NOMBRES, ...RELATIVES_AND_FRIENDS],
  },
  {
    id: 'p05',
    text: '¿Cómo se llamaba su primera jefa o jefe?',
    common: [
      ...NOMBRES,
      ...RELATIVES_AND_FRIENDS,
      ...splitList(
        `don juan, don jose, don luis, don carlos, don pedro, don jorge, don manuel, jefe, jefa, patron`,
      ),
    ],
  },
  {
    id: 'p06',
    text: '¿Cómo se llamaba su muñeco, muñeca o peluche preferido?',
    common:
      splitList(`oso, osito, mi oso, teddy, oso teddy, ted, barbie, mi barbie, ken, bebe, nenuco, pepona, guagua, pepito, winnie pooh,
      winnie, pooh, mickey, minnie, elmo, stitch, pikachu, woody, buzz, conejo, conejito, perrito, gatito, raggedy ann,
      osita, carinosito, pelusa, pelusin, princesa, nina, lola, lulu, pepa, pepe, toby, max steel, action man, batman,
      superman, spiderman`),
  },
  {
    id: 'p07',
    text: '¿En qué calle o pasaje vivía su abuela o abuelo preferido?',
    common:
      splitList(`arturo prat, prat, bernardo o higgins, bernardo ohiggins, o higgins, ohiggins, alameda, manuel rodriguez, los carrera,
      carrera, balmaceda, manuel montt, pedro montt, diego portales, portales, gabriela mistral, pablo neruda, libertad,
      independencia, san martin, colon, caupolican, lautaro, 21 de mayo, 18 de septiembre, los aromos, las rosas, los alamos,
      calle larga, principal, calle principal, centro, campo, en el campo, condell, esmeralda, freire, errazuriz, maipu,
      chacabuco, san jose, santa rosa, gran avenida, vicuna mackenna, providencia, avenida brasil, bolivar, simon bolivar`),
  },
  {
    id: 'p08',
    text: '¿Cómo se llamaba el almacén o negocio donde compraba su familia cuando era niño o niña?',
    common:
      splitList(`don juan, don jose, don pedro, don luis, don carlos, don manuel, don pepe, donde pepe, dona maria, dona rosa, dona juana,
      la esquina, el de la esquina, almacen, el almacen, negocio, el negocio, la feria, feria, supermercado, lider, jumbo,
      unimarc, santa isabel, tottus, acuenta, ekono, el sol, la estrella, san jose, san juan, santa maria, el chino,
      la vega, mercado, el mercado, bodega, la bodega, kiosko, quiosco, minimarket, panaderia, el vecino, la vecina`),
  },
  {
    id: 'p09',
    text: '¿En qué lugar pasaba los veranos de su niñez?',
    common:
      splitList(`playa, la playa, en la playa, campo, el campo, en el campo, mar, rio, lago, en casa, en mi casa, piscina, la piscina,
      donde mi abuela, casa de mi abuela, donde mis abuelos, casa de mis abuelos, cartagena, el quisco, el tabo, algarrobo,
      vina del mar, vina, valparaiso, la serena, coquimbo, pichilemu, constitucion, iloca, pucon, villarrica, concepcion,
      dichato, tongoy, iquique, arica, antofagasta, rancagua, temuco, talca, chillan, papudo, quintero, con con, concon,
      renaca, san antonio, llolleo, las cruces, matanzas, puerto montt, valdivia, osorno, lima, caracas, margarita, puerto`),
  },
  {
    id: 'p10',
    text: '¿Qué comida se negaba a comer cuando era niño o niña?',
    common:
      splitList(`lentejas, porotos, garbanzos, legumbres, guatitas, panita, higado, prietas, cochayuyo, acelga, acelgas, espinaca, espinacas,
      charquican, carbonada, cazuela, sopa, sopas, crema, verduras, verdura, ensalada, ensaladas, brocoli, coliflor, zapallo,
      zanahoria, betarraga, cebolla, tomate, pescado, mariscos, carne, pollo, leche, huevo, huevos, arroz, avena, semola,
      guiso de acelga, guiso, budin de acelga, pure, arvejas, habas, zapallitos, berenjena, repollo, pulpo, callampas,
      champinones, mondongo, caraotas, frijoles, palta, ulpo, pantrucas, ajiaco, lengua, sesos, interiores`),
  },
  {
    id: 'p11',
    text: '¿Quién le enseñó a andar en bicicleta o a nadar?',
    common: [
      ...NOMBRES,
      ...RELATIVES_AND_FRIENDS,
      ...splitList(
        `nadie me enseno, aprendi solo, aprendi sola, solo, sola, yo solo, yo sola, no se nadar, no se andar`,
      ),
    ],
  },
  {
    id: 'p12',
    text: '¿Cuál fue el primer libro que leyó completo?',
    common:
      splitList(`papelucho, el principito, principito, la biblia, biblia, condorito, quijote, don quijote, el quijote, don quijote de la mancha,
      cien anos de soledad, harry potter, harry potter y la piedra filosofal, sub terra, subterra, martin rivas, la ultima niebla,
      la amortajada, casa de los espiritus, la casa de los espiritus, perico trepa por chile, mi planta de naranja lima,
      el diario de ana frank, diario de ana frank, ana frank, romeo y julieta, la metamorfosis, metamorfosis, palomita blanca,
      francisca yo te amo, quique hache detective, la porota, silabario, el silabario, silabario hispanoamericano, coquito,
      caperucita roja, caperucita, los tres chanchitos, pinocho, blanca nieves, blancanieves, cenicienta, el patito feo,
      juan salvador gaviota, juventud en extasis, crepusculo, el alquimista, la odisea, odisea, la iliada, hamlet, moby dick,
      la isla del tesoro, veinte poemas de amor, ami, ami el nino de las estrellas, ben quiere a anna, el nino que enloquecio de amor,
      dona barbara, platero y yo, marianela, corazon, el mundo de sofia, padre rico padre pobre, ninguno he leido`),
  },
]
