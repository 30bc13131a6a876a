import { enOrders } from './en/orders.ts'

/** A language's words about orders: every file of them has this type. */
export type OrderWords = typeof enOrders

/** What is said of orders. */
export const orderWords: OrderWords = enOrders
