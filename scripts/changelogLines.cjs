/** The lines of CHANGELOG.md: what was written in the change, without hashes of commits. */
const indented = (text) => text.trim().replaceAll(/\n(?=.)/g, '\n  ');

module.exports = {
  getReleaseLine: ({ summary }) => Promise.resolve(`- ${indented(summary)}`),
  // This is one package, which nothing depends on.
  getDependencyReleaseLine: () => Promise.resolve(''),
};
