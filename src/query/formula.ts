import jsep, { type Expression } from 'jsep';

/** A formula's value for the given variables. */
type Evaluate = (variables: Readonly<Record<string, number>>) => number;

export interface Formula {
  /** The value; not finite where it cannot be computed: 0 / 0. */
  readonly evaluate: Evaluate;
  /** The names that it uses. */
  readonly variables: ReadonlySet<string>;
}

/** 1 or 0; NaN where an operand is NaN: 0 / 0 < 1 must not choose a branch. */
function truth(holds: (a: number, b: number) => boolean): (a: number, b: number) => number {
  return (a, b) => (Number.isNaN(a) || Number.isNaN(b) ? NaN : Number(holds(a, b)));
}

const BINARY: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '<': truth((a, b) => a < b),
  '<=': truth((a, b) => a <= b),
  '>': truth((a, b) => a > b),
  '>=': truth((a, b) => a >= b),
  '==': truth((a, b) => a === b),
  '!=': truth((a, b) => a !== b),
  '&&': truth((a, b) => a !== 0 && b !== 0),
  '||': truth((a, b) => a !== 0 || b !== 0),
};

const UNARY: Readonly<Record<string, (a: number) => number>> = {
  '-': (a) => -a,
  '+': (a) => a,
  '!': (a) => (Number.isNaN(a) ? NaN : Number(a === 0)),
};

const FUNCTIONS: Readonly<Record<string, (...args: number[]) => number>> = {
  min: Math.min,
  max: Math.max,
  abs: Math.abs,
  sqrt: Math.sqrt,
  log: Math.log,
  exp: Math.exp,
  pow: Math.pow,
};

/**
 * Arithmetic of a user's, parsed by jsep and evaluated here: numbers, the given variables, + - * / %, comparisons (1 or
 * 0), && || !, a ? b : c, and min, max, abs, sqrt, log, exp, pow. Nothing else can be reached, and nothing is compiled
 * to code.
 *
 * @param variables the names that the formula may use
 * @throws Error whose message says what is wrong with the formula
 */
export function parseFormula(text: string, variables: readonly string[]): Formula {
  const used = new Set<string>();
  return { evaluate: build(jsep(text), variables, used), variables: used };
}

/** jsep's nodes carry their `type`; narrowing on it is what its typings leave to us. */
type Node = jsep.CoreExpression;

function build(expression: Expression, variables: readonly string[], used: Set<string>): Evaluate {
  const node = expression as Node;
  const part = (child: Expression) => build(child, variables, used);
  switch (node.type) {
    case 'Literal':
      return number(node.value);
    case 'Identifier':
      used.add(node.name);
      return variable(node.name, variables);
    case 'UnaryExpression': {
      const [apply, argument] = [operator(UNARY, node.operator), part(node.argument)];
      return (values) => apply(argument(values));
    }
    case 'BinaryExpression': {
      const [apply, left, right] = [operator(BINARY, node.operator), part(node.left), part(node.right)];
      return (values) => apply(left(values), right(values));
    }
    case 'ConditionalExpression': {
      const [test, yes, no] = [part(node.test), part(node.consequent), part(node.alternate)];
      return (values) => {
        const chosen = test(values);
        return Number.isNaN(chosen) ? NaN : chosen === 0 ? no(values) : yes(values);
      };
    }
    case 'CallExpression': {
      const apply = named(node.callee as Node);
      const args = node.arguments.map(part);
      return (values) => apply(...args.map((argument) => argument(values)));
    }
    default:
      throw new Error('it has to be one arithmetic expression');
  }
}

function number(value: unknown): Evaluate {
  if (typeof value !== 'number') {
    throw new Error(`${JSON.stringify(value)} is no number`);
  }
  return () => value;
}

function variable(name: string, variables: readonly string[]): Evaluate {
  if (!variables.includes(name)) {
    throw new Error(`there is no "${name}". There are ${variables.join(', ')}`);
  }
  return (values) => values[name];
}

function operator<F>(operators: Readonly<Record<string, F>>, symbol: string): F {
  if (!Object.hasOwn(operators, symbol)) {
    throw new Error(`there is no operator ${symbol}. There are ${Object.keys(operators).join(' ')}`);
  }
  return operators[symbol];
}

function named(callee: Node): (...args: number[]) => number {
  if (callee.type !== 'Identifier' || !Object.hasOwn(FUNCTIONS, callee.name)) {
    throw new Error(`the functions are ${Object.keys(FUNCTIONS).join(', ')}`);
  }
  return FUNCTIONS[callee.name];
}
