import type { Row } from './order.ts'

/**
 * @param row an order that was asked about
 * @param now when the report is made
 * @returns what was asked, when, and what came, as plain text for the authority's support; it holds no secrets
 */
export declare function caseReport(row: Row, now: Date): string
