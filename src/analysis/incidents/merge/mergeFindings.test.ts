import fc from 'fast-check';
import { INCIDENT_TYPES, SEVERITIES } from '../../model/analysis';
import { type Finding } from '../rule';
import { belongTogether, mergeFindings } from './mergeFindings';

const NAMES = ['database', 'payment', 'web'];
const [DATABASE, PAYMENT, WEB] = NAMES.keys();

const failing: Finding = {
  type: 'High Error Rate',
  severity: 'MEDIUM',
  services: [DATABASE],
  from: 10,
  to: 20,
  strength: 6,
  description: 'It fails',
  recommendation: 'Look at it',
  evidence: [{ text: '41% errors' }],
};
const slow: Finding = { ...failing, type: 'Performance Degradation', evidence: [{ text: 'mean of 900 ms' }] };
const cascade: Finding = {
  ...failing,
  type: 'Cascading Failure',
  services: [DATABASE, PAYMENT],
  evidence: [{ text: 'one after the other' }],
};

const merge = (...findings: Finding[]) => mergeFindings(findings, NAMES);
const textsOf = ({ evidence }: Finding) => evidence.map(({ text }) => text);

describe('findings of one type and service', () => {
  it('are one where they overlap or touch, from the first window to the last', () => {
    const [one, ...others] = merge({ ...failing, from: 20, to: 30 }, failing, { ...failing, from: 25, to: 27 });
    expect(others).toEqual([]);
    expect(one).toMatchObject({ from: 10, to: 30 });
  });

  it('stay apart where a window lies between them', () => {
    expect(merge(failing, { ...failing, from: 21, to: 30 })).toHaveLength(2);
  });

  it('read as the more severe of them, with the evidence of both and the larger strength', () => {
    const moreSevere: Finding = {
      ...failing,
      severity: 'CRITICAL',
      from: 15,
      strength: 4,
      description: 'It fails badly',
      evidence: [{ text: '90% errors' }],
    };
    for (const merged of [merge(failing, moreSevere), merge(moreSevere, failing)]) {
      expect(merged).toHaveLength(1);
      expect(merged[0]).toMatchObject({ severity: 'CRITICAL', description: 'It fails badly', strength: 6, from: 10 });
      expect(textsOf(merged[0])).toEqual(['90% errors', '41% errors']);
    }
  });

  it('stay apart where they are of different kinds', () => {
    expect(merge({ ...failing, kind: 'disk' }, { ...failing, kind: 'memory' })).toHaveLength(2);
  });

  it('stay apart where they are of different services', () => {
    expect(merge(failing, { ...failing, services: [WEB] })).toHaveLength(2);
  });

  it('are one whatever the services, where they are cascades, which then have the services of both', () => {
    const [one, ...others] = merge(cascade, { ...cascade, services: [PAYMENT, WEB] });
    expect(others).toEqual([]);
    expect(one.services).toEqual([DATABASE, PAYMENT, WEB]);
  });
});

describe('what one finding explains of another', () => {
  it('becomes its evidence and widens it', () => {
    const [one, ...others] = merge({ ...slow, from: 8, to: 16 }, failing);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ type: 'High Error Rate', from: 8, to: 20 });
    expect(textsOf(one)).toEqual(['41% errors', 'mean of 900 ms']);
  });

  it('is nothing of what it covers less than half of', () => {
    expect(merge(failing, { ...slow, from: 15, to: 25 })).toHaveLength(1);
    expect(merge(failing, { ...slow, from: 16, to: 26 })).toHaveLength(2);
  });

  it('is nothing of a type that says more', () => {
    expect(merge(slow, { ...failing, type: 'Security Threat' }).map(({ type }) => type)).toEqual([
      'Security Threat',
      'Performance Degradation',
    ]);
  });

  it('is nothing of another service', () => {
    expect(merge(failing, { ...slow, services: [WEB] })).toHaveLength(2);
    expect(merge(cascade, { ...slow, services: [WEB] })).toHaveLength(2);
  });

  it('goes to one finding only, the most specific', () => {
    const merged = merge(failing, cascade, slow);
    expect(merged).toHaveLength(1);
    expect(merged[0].type).toBe('Cascading Failure');
  });

  it('names the service of its evidence in a finding of several services', () => {
    const [one] = merge(cascade, { ...slow, services: [PAYMENT] });
    expect(one.evidence).toEqual([{ text: 'one after the other' }, { text: 'mean of 900 ms', service: 'payment' }]);
  });

  it('advises as the lines say, which know more than a rate', () => {
    const disk: Finding = { ...slow, kind: 'disk', recommendation: 'Free space' };
    expect(merge(failing, disk)[0].recommendation).toBe('Free space');
    expect(merge({ ...failing, kind: 'memory' }, disk)[0].recommendation).toBe('Look at it');
    expect(merge(cascade, disk)[0].recommendation).toBe('Look at it');
  });
});

describe('whatever is merged', () => {
  const anyFinding = fc
    .record({
      type: fc.constantFrom(...INCIDENT_TYPES),
      kind: fc.option(fc.constantFrom('disk', 'memory'), { nil: undefined }),
      severity: fc.constantFrom(...SEVERITIES),
      services: fc.uniqueArray(fc.nat(NAMES.length - 1), { minLength: 1 }),
      from: fc.nat(30),
      length: fc.integer({ min: 1, max: 20 }),
      text: fc.string(),
    })
    .map(({ length, text, services, ...rest }): Finding => ({
      ...failing,
      ...rest,
      services: rest.type === 'Cascading Failure' ? services : services.slice(0, 1),
      to: rest.from + length,
      evidence: [{ text }],
    }));

  it('lies within a finding of the same services, whose evidence has its own', () => {
    fc.assert(
      fc.property(fc.array(anyFinding, { maxLength: 12 }), (findings) => {
        const merged = mergeFindings(findings, NAMES);
        for (const { from, to, services, evidence } of findings) {
          const whole = merged.find(
            (one) =>
              one.from <= from &&
              one.to >= to &&
              services.every((service) => one.services.includes(service)) &&
              textsOf(one).includes(evidence[0].text)
          );
          expect(whole).toBeDefined();
        }
      })
    );
  });
});

describe('two types', () => {
  it('belong together where either explains the other', () => {
    expect(belongTogether('High Error Rate', 'Performance Degradation')).toBe(true);
    expect(belongTogether('Performance Degradation', 'High Error Rate')).toBe(true);
    expect(belongTogether('Security Threat', 'Performance Degradation')).toBe(false);
    expect(belongTogether('Security Threat', 'Resource Exhaustion')).toBe(false);
  });
});
