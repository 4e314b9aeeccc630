// Reads a network file as graphology and Gephi Lite do, and prints what they see as JSON.
// Usage: node read.mjs FILE [strict|lite]
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const require = createRequire(import.meta.url);
const Graph = require('graphology');
const [, , file, mode = 'strict'] = process.argv;
const text = readFileSync(file, 'utf8');
const options = mode === 'lite' ? {allowUndeclaredAttributes: true, addMissingNodes: true} : {};
const reader = file.endsWith('.graphml') ? require('graphology-graphml') : require('graphology-gexf');
const graph = reader.parse(Graph, text, options);

function typesOf(entries) {
  const types = {};
  for (const attributes of entries)
    for (const [name, value] of Object.entries(attributes)) {
      const type = Array.isArray(value) ? 'list' : typeof value;
      types[name] = [...new Set([...(types[name] ?? []), type])].sort();
    }
  return types;
}

console.log(JSON.stringify({
  nodes: graph.order,
  edges: graph.size,
  type: graph.type,
  nodeTypes: typesOf(graph.mapNodes((_, attributes) => attributes)),
  edgeTypes: typesOf(graph.mapEdges((_, attributes) => attributes)),
  nodeAttributes: Object.fromEntries(graph.mapNodes((node, attributes) => [node, attributes])),
  edgeAttributes: Object.fromEntries(graph.mapEdges((edge, attributes) => [edge, attributes])),
}));
