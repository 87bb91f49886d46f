/** The door of the units: exact readers of written amounts and the laws they follow. */
export { divideNearest, divideUp, parseDecimal, powerOfTen, scaled, type Decimal } from './decimal'
export { unitsEquations } from './equations'
export { readQuantity, type Quantity } from './quantity'
