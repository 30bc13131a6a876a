import { enOrders } from './en/orders.ts'

/** A language's words about orders: every file of them has this type. */
type OrderWords = typeof enOrders

/** What is said at the support desk. */
export const orderWords: OrderWords = enOrders
