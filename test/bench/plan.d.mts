import type { FinishPlan } from '../../pipeline/pdf/plan.ts';

/** What is done to a print of which nothing is known but that it is English: nothing is filled in. */
export const plainPlan: FinishPlan;
