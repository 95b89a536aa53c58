export default {
  // "area: what", with one or more areas: "query, logs: bound the length of names".
  parserPreset: {
    parserOpts: { headerPattern: /^([a-z0-9/ ,.+-]+): (.+)$/, headerCorrespondence: ['type', 'subject'] },
  },
  rules: {
    'type-empty': [2, 'never'],
    'subject-empty': [2, 'never'],
    'subject-full-stop': [2, 'never', '.'],
    'header-max-length': [2, 'always', 72],
    // The reason. What was changed, the change itself shows.
    'body-empty': [2, 'never'],
    'body-leading-blank': [2, 'always'],
    'body-max-line-length': [2, 'always', 120],
  },
  ignores: [(message) => message.includes('Signed-off-by: dependabot[bot]')],
};
