export { type WindowGrid, type WindowTable } from '../logs/windowTable';
