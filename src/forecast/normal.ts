const a = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716];
const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572];
const c = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734];
const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
const [lastA, lastC, lastC2] = [2.506628277459239, 4.374664141464968, 2.938163982698783];
const tail = 0.02425;

const along = (factors: readonly number[], x: number, last: number): number =>
  factors.reduce((sum, factor) => sum * x + factor, 0) * x + last;

/**
 * The value below which a normal number falls with this chance, from 0 to 1 without the ends. By the rational
 * approximation of P. J. Acklam (2003), good to nine digits.
 */
export function normalAt(chance: number): number {
  if (chance > 0.5) return -normalAt(1 - chance);
  if (chance < tail) {
    const x = Math.sqrt(-2 * Math.log(chance));
    return (along(c, x, lastC) * x + lastC2) / along(d, x, 1);
  }
  const x = chance - 0.5;
  const square = x * x;
  return (along(a, square, lastA) * x) / along(b, square, 1);
}
