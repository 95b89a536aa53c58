import { parseElement } from './xmlElement';

describe('an element of XML', () => {
  it('gives attributes and elements by their names, without prefixes', () => {
    expect(
      parseElement('<l:event level="ERROR" x:id=\'7\'><l:message><![CDATA[no <b>]]></l:message><empty/></l:event>')
    ).toEqual({ level: 'ERROR', id: '7', message: 'no <b>', empty: '' });
  });

  it('gives a list where a name comes again, and names of its own as words', () => {
    expect(parseElement('<a><Data Name="x">1 &lt; 2</Data><Data>b&#33;</Data><Data>c</Data></a>')).toEqual({
      Data: ['x: 1 < 2', 'b!', 'c'],
    });
  });

  it.each([
    '<34>Nov  3 10:00:00 web1 su: x',
    '<a><b></a></b>',
    '<a>',
    '<a/><b/> x',
    '<a></a></a>',
    'x <a/>',
    '<a>' + '<b>'.repeat(20) + '</b>'.repeat(20) + '</a>',
  ])('is nothing else: %s', (text) => {
    expect(parseElement(text)).toBeUndefined();
  });
});
