import type { FastifyRequest } from "fastify";

export type ByNumber = { Params: { number: string } };

/** The number in a record's address; 0, which no record has, for anything else. */
export function numberIn(request: FastifyRequest<ByNumber>): number {
  const { number } = request.params;
  return /^\d{1,9}$/.test(number) ? Number(number) : 0;
}
