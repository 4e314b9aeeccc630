// Reads a network file as graphology, Gephi Lite and Cytoscape.js do, and prints what they see as JSON.
// Usage: node read.mjs FILE [strict|lite]; a .cyjs file is read by Cytoscape.js, without a window.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const require = createRequire(import.meta.url);
const [, , file, mode = 'strict'] = process.argv;
const text = readFileSync(file, 'utf8');

function byGraphology() {
  const Graph = require('graphology');
  const options = mode === 'lite' ? {allowUndeclaredAttributes: true, addMissingNodes: true} : {};
  const reader = file.endsWith('.graphml') ? require('graphology-graphml') : require('graphology-gexf');
  const graph = reader.parse(Graph, text, options);
  return {
    type: graph.type,
    nodes: graph.mapNodes((node, attributes) => [node, attributes]),
    edges: graph.mapEdges((edge, attributes) => [edge, attributes]),
  };
}

function byCytoscape() {
  const cytoscape = require('cytoscape');
  const network = cytoscape({headless: true, layout: {name: 'preset'}, elements: JSON.parse(text).elements});
  return {
    type: null,
    nodes: network.nodes().map(node => [node.id(), {...node.data(), ...node.position()}]),
    edges: network.edges().map(edge => [edge.id(), edge.data()]),
  };
}

function typesOf(entries) {
  const types = {};
  for (const [, attributes] of entries)
    for (const [name, value] of Object.entries(attributes)) {
      const type = Array.isArray(value) ? 'list' : typeof value;
      (types[name] ??= new Set()).add(type);
    }
  return Object.fromEntries(Object.entries(types).map(([name, found]) => [name, [...found].sort()]));
}

const {type, nodes, edges} = file.endsWith('.cyjs') ? byCytoscape() : byGraphology();
console.log(JSON.stringify({
  nodes: nodes.length,
  edges: edges.length,
  type,
  nodeTypes: typesOf(nodes),
  edgeTypes: typesOf(edges),
  nodeAttributes: Object.fromEntries(nodes),
  edgeAttributes: Object.fromEntries(edges),
}));
