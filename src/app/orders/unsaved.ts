/** Certificates that were collected many at a time: until they are saved, a reload would cost all those calls again. */
import type { Row } from './order.ts'

const collected = new Set<string>()

/** @param orderNumbers of orders that are collected with one press; one alone is quickly there again */
export function noteCollecting(orderNumbers: readonly string[]): void {
	if (orderNumbers.length > 1) for (const orderNumber of orderNumbers) collected.add(orderNumber)
}

/** @param rows whose certificates were saved */
export function noteSaved(rows: readonly Row[]): void {
	for (const { orderNumber } of rows) collected.delete(orderNumber)
}

/** Nothing is missed any more. */
export function forgetUnsaved(): void {
	collected.clear()
}

/** @returns whether an order has a certificate that would be missed */
export const isUnsaved = ({ orderNumber, certificate }: Row): boolean =>
	certificate !== undefined && collected.has(orderNumber)
