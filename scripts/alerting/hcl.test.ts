import { attributes, block, expression, hcl, jsonencode } from './hcl';

describe("Terraform's language", () => {
  it('has blocks and attributes, those on one line below each other', () => {
    const body = [
      ...attributes({ name: 'a', interval_seconds: 10, left_out: undefined }),
      block('rule', [], attributes({ is_paused: false }), 'Why.'),
    ];

    expect(hcl([block('resource', ['kind', 'id'], body)])).toBe(
      [
        'resource "kind" "id" {',
        '  name             = "a"',
        '  interval_seconds = 10',
        '',
        '  # Why.',
        '  rule {',
        '    is_paused = false',
        '  }',
        '}',
        '',
      ].join('\n')
    );
  });

  it('takes texts as they are, whatever is in them', () => {
    const [one, lines] = ['say "hi" ${a} 5%{ $B', 'first ${a}\nsecond\n'];

    expect(hcl(attributes({ one, lines }))).toBe(
      'one = "say \\"hi\\" $${a} 5%%{ $B"\n\nlines = <<EOT\nfirst $${a}\nsecond\nEOT\n'
    );
  });

  it('refers to values, and holds JSON', () => {
    const uid = expression('var.uid');

    expect(hcl(attributes({ labels: { uid, severity: 'high' } }))).toBe(
      'labels = {\n  uid      = var.uid\n  severity = "high"\n}\n'
    );
    expect(hcl(attributes({ model: jsonencode({ refId: 'C', params: [0.5] }) }))).toBe(
      'model = jsonencode({\n  refId  = "C"\n  params = [0.5]\n})\n'
    );
  });
});
