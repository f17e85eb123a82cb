// Counts what passed and what failed, stage by stage.

/** The result of one stage. `findings` are the lines a person needs to see when something failed. */
export const result = (passed, failed, findings = '') => ({ passed, failed, findings });

/** The result of a stage that is a single check. */
export const check = (ok, findings = '') => (ok ? result(1, 0) : result(0, 1, findings));

export const sum = (results) => ({
  passed: results.reduce((total, { passed }) => total + passed, 0),
  failed: results.reduce((total, { failed }) => total + failed, 0),
  findings: results.map(({ findings }) => findings).filter(Boolean).join('\n'),
});
