/** The card of a printed number: its equation with the values put in. Loaded when a number is first pointed at. */
import type { ComponentProps } from 'react'
import type { EquationUse } from '../../sim'
import { EquationCard } from './EquationCard'
import { FloatingCard } from './FloatingCard'

type FigureCardProps = Omit<ComponentProps<typeof FloatingCard>, 'children'> & { readonly use: EquationUse }

export function FigureCard({ use, ...place }: FigureCardProps) {
  return (
    <FloatingCard {...place}>
      <EquationCard use={use} />
    </FloatingCard>
  )
}
