/**
 * fast-check, with the same inputs in each run: a build must not fail by chance. `FC_SEED=<a number> npx jest` draws
 * others, as a workflow does each week.
 */
const fc = require('./node_modules/fast-check/lib/cjs/fast-check.js');

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 2026) });

module.exports = fc;
