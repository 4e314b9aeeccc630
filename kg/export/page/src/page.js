// The network page: search, hover, filters by kind and time, and the sentences behind every tie.
// Everything shown comes from the JSON in the page; nothing is fetched, and no text is ever read as HTML.
import {MultiDirectedGraph} from 'graphology';
import Sigma from 'sigma';
import {EdgeArrowProgram, EdgeRectangleProgram} from 'sigma/rendering';
import {createEdgeCurveProgram, EdgeCurvedArrowProgram} from '@sigma/edge-curve';

const data = JSON.parse(document.getElementById('network').textContent);
const words = data.words;
const graph = new MultiDirectedGraph();
const state = {kinds: new Set(data.kinds.map(k => k.kind)), from: 0, until: data.months.length - 1, hovered: null, chosen: null};
const faded = '#e4e4e4';
const crowd = 1000;
const largest = data.nodes.reduce((found, node) => Math.max(found, node.size), 1);

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (name === 'onclick') made.addEventListener('click', value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? '' : value);
  made.append(...children.filter(child => child !== null && child !== ''));
  return made;
}

const byId = id => document.getElementById(id);

for (const node of data.nodes) graph.addNode(node.id, node);
const between = new Map();
data.edges.forEach((edge, number) => {
  const pair = [edge.source, edge.target].sort().join('\n');
  const nth = between.get(pair) ?? 0;
  between.set(pair, nth + 1);
  const bend = [0, 0.25, -0.25, 0.45, -0.45][nth % 5] * (edge.source < edge.target ? 1 : -1);
  const arrow = data.directed && !edge.symmetric;
  graph.addEdgeWithKey(`e${number}`, edge.source, edge.target, {
    ...edge,
    curvature: bend,
    type: bend ? (arrow ? 'curvedArrow' : 'curved') : arrow ? 'arrow' : 'line',
  });
});

function holds(edge) {
  if (!state.kinds.has(edge.kind)) return false;
  if (state.from === 0 && state.until === data.months.length - 1) return true;
  return edge.spells.some(
    ([start, end]) =>
      (start ?? '').slice(0, 7) <= data.months[state.until] && (end ?? '9999').slice(0, 7) >= data.months[state.from],
  );
}

const shown = id => holds(graph.getEdgeAttributes(id));
const isTied = id => graph.someEdge(id, shown);
const isNear = (id, centre) => id === centre || graph.someEdge(id, e => shown(e) && graph.opposite(id, e) === centre);

const focus = () => state.hovered ?? (graph.hasNode(state.chosen) ? state.chosen : null);

function reduceNode(id, node) {
  const found = {...node, hidden: !isTied(id) && graph.degree(id) > 0};
  const chosenEdge = graph.hasEdge(state.chosen) ? state.chosen : null;
  const near = focus() ? isNear(id, focus()) : chosenEdge ? graph.extremities(chosenEdge).includes(id) : true;
  if (near) return {...found, forceLabel: Boolean(focus() || chosenEdge), zIndex: 1};
  // Nodes lie over all ties: in a crowd they would strike through the ones that are looked at.
  return {...found, color: faded, label: null, zIndex: 0, size: node.size * (graph.order > crowd ? 0.3 : 1)};
}

function reduceEdge(id, edge) {
  const hidden = !holds(edge);
  if (state.chosen === id) return {...edge, hidden, size: edge.size * 2, zIndex: 2};
  const near = focus() ? graph.hasExtremity(id, focus()) : !graph.hasEdge(state.chosen);
  return near ? {...edge, hidden, zIndex: 1} : {...edge, hidden, color: faded, zIndex: 0};
}

// A label below its node, where it covers few ties and other nodes; its white rim keeps lines from striking it through.
function drawLabel(context, node, settings) {
  if (!node.label) return;
  context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = 'rgba(255, 255, 255, 0.9)';
  context.fillStyle = '#1a1a1a';
  context.textAlign = 'center';
  const place = [node.x, node.y + node.size + settings.labelSize];
  context.strokeText(node.label, ...place);
  context.fillText(node.label, ...place);
  context.textAlign = 'start';
}

let sigma = null;
try {
  sigma = new Sigma(graph, byId('stage'), {
    allowInvalidContainer: true,
    defaultEdgeType: 'line',
    edgeProgramClasses: {
      line: EdgeRectangleProgram,
      arrow: EdgeArrowProgram,
      curved: createEdgeCurveProgram(),
      curvedArrow: EdgeCurvedArrowProgram,
    },
    enableEdgeEvents: true,
    itemSizesReference: 'screen',
    labelDensity: 0.6,
    labelFont: 'system-ui, sans-serif',
    // The largest nodes have names at first, however small all are.
    labelRenderedSizeThreshold: Math.min(5, largest * 0.75),
    labelSize: 13,
    nodeReducer: reduceNode,
    edgeReducer: reduceEdge,
    stagePadding: 70,
    defaultDrawNodeLabel: drawLabel,
    zIndex: true,
  });
  sigma.on('enterNode', ({node}) => hover(node));
  sigma.on('leaveNode', () => hover(null));
  sigma.on('clickNode', ({node}) => choose(node));
  sigma.on('clickEdge', ({edge}) => choose(edge));
  sigma.on('clickStage', () => choose(null));
  for (const event of ['enterEdge', 'enterNode']) sigma.on(event, () => (byId('stage').style.cursor = 'pointer'));
  for (const event of ['leaveEdge', 'leaveNode']) sigma.on(event, () => (byId('stage').style.cursor = 'default'));
} catch (error) {
  byId('stage').append(element('p', {class: 'notice'}, `${words.noWebGL} (${error.message})`));
}

function hover(id) {
  state.hovered = id;
  sigma?.refresh({skipIndexation: true});
}

function choose(id) {
  state.chosen = id;
  showChosen();
  sigma?.refresh({skipIndexation: true});
}

function showChosen() {
  const panel = byId('panel');
  panel.replaceChildren();
  if (graph.hasEdge(state.chosen)) panel.append(...edgeCard(state.chosen));
  else if (graph.hasNode(state.chosen)) panel.append(...nodeCard(state.chosen));
  else panel.append(element('p', {class: 'hint'}, words.hint));
}

const nodeName = id => graph.getNodeAttribute(id, 'label');
const line = (name, value) => (value ? [element('dt', {}, name), element('dd', {}, String(value))] : []);

function edgeCard(id) {
  const edge = graph.getEdgeAttributes(id);
  const [source, target] = graph.extremities(id);
  const time = edge.spells.map(([start, end]) => `${start ?? '…'} – ${end ?? '…'}`).join('; ');
  return [
    element(
      'h2',
      {},
      element('button', {class: 'name', onclick: () => choose(source)}, nodeName(source)),
      element('span', {class: 'kind', style: `color: ${edge.color}`}, ` ${edge.kindLabel} `),
      element('button', {class: 'name', onclick: () => choose(target)}, nodeName(target)),
    ),
    edge.quote
      ? element('blockquote', {lang: edge.quoteLanguage ?? null}, edge.quote)
      : element('p', {class: 'hint'}, words.noSentence),
    element('p', {class: 'source'}, [edge.quoteTitle, edge.quoteDate].filter(Boolean).join(', ')),
    element(
      'dl',
      {},
      ...line(words.status, (edge.statuses ?? []).join(', ')),
      ...line(words.time, time),
      ...line(words.reported, [edge.first, edge.last].filter(Boolean).join(' – ')),
      ...line(words.weight, edge.weight),
      ...line(words.documents, edge.documents),
      ...(edge.more ?? []).flatMap(([name, value]) => line(name, value)),
      ...line(words.place, edge.quoteSource),
      ...line(words.situations, (edge.situations ?? []).join('\n')),
    ),
  ];
}

function nodeCard(id) {
  const node = graph.getNodeAttributes(id);
  const ties = graph
    .filterEdges(id, shown)
    .map(edge => ({edge, other: graph.opposite(id, edge), ...graph.getEdgeAttributes(edge)}))
    .sort((a, b) => b.weight - a.weight || nodeName(a.other).localeCompare(nodeName(b.other)));
  return [
    element('h2', {}, node.label),
    element('p', {class: 'source'}, [node.typeLabel, ...(node.aliases ?? [])].filter(Boolean).join(' · ')),
    element(
      'dl',
      {},
      ...line(words.documents, node.documents),
      ...line(words.reported, [node.first, node.last].filter(Boolean).join(' – ')),
      ...line(words.identifiers, (node.identifiers ?? []).join('\n')),
    ),
    element(
      'ul',
      {class: 'ties'},
      ...ties.map(tie =>
        element(
          'li',
          {},
          element(
            'button',
            {onclick: () => choose(tie.edge)},
            element('span', {class: 'dot', style: `background: ${tie.color}`}),
            // Read from the node's side; a tie that leads to it begins with the other's name.
            graph.source(tie.edge) === id || tie.symmetric || !data.directed
              ? `${tie.kindLabel} ${nodeName(tie.other)} (${tie.weight})`
              : `${nodeName(tie.other)} ${tie.kindLabel} ${node.label} (${tie.weight})`,
          ),
        ),
      ),
    ),
  ];
}

function refilter() {
  const edges = graph.filterEdges(shown).length;
  byId('count').textContent = words.count
    .replace('{nodes}', graph.filterNodes(isTied).length)
    .replace('{edges}', edges);
  if (data.months.length > 1)
    byId('span').textContent = `${data.months[state.from]} – ${data.months[state.until]}`;
  showChosen();
  sigma?.refresh({skipIndexation: true});
}

// Nodes by all of their names, and a few names to choose from: a browser takes seconds for a list of thousands.
const called = new Map();
for (const node of [...data.nodes].reverse())
  for (const name of [...(node.aliases ?? []), node.label]) called.set(name.toLocaleLowerCase(), node.id);
const labels = data.nodes.map(node => [node.label.toLocaleLowerCase(), node.label]);

function suggest(text) {
  const found = labels.filter(([name]) => name.includes(text));
  byId('names').replaceChildren(...found.slice(0, 40).map(([, label]) => element('option', {value: label})));
  return found.length;
}

// Brings a node and what it is tied to into the middle, as large as they fit.
function moveTo(id) {
  const near = [id, ...graph.filterNeighbors(id, other => isNear(other, id))];
  const places = near.map(node => sigma?.getNodeDisplayData(node)).filter(Boolean);
  if (!places.length) return;
  const [xs, ys] = ['x', 'y'].map(axis => places.map(place => place[axis]));
  const [x, y] = [xs, ys].map(values => (Math.min(...values) + Math.max(...values)) / 2);
  const extent = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  sigma.getCamera().animate({x, y, ratio: Math.min(0.7, Math.max(0.02, extent * 1.6))}, {duration: 400});
}

function buildControls() {
  byId('search').setAttribute('placeholder', words.search);
  suggest('');
  byId('search').addEventListener('input', event => {
    const text = event.target.value.trim().toLocaleLowerCase();
    byId('search').classList.toggle('none', !suggest(text));
    const found = called.get(text);
    if (found) {
      choose(found);
      moveTo(found);
    }
  });
  for (const kind of data.kinds) {
    const box = element('input', {type: 'checkbox', checked: true});
    box.addEventListener('change', () => {
      if (box.checked) state.kinds.add(kind.kind);
      else state.kinds.delete(kind.kind);
      refilter();
    });
    byId('kinds').append(
      element('label', {}, box, element('span', {class: 'dot', style: `background: ${kind.color}`}), `${kind.label} (${kind.count})`),
    );
  }
  for (const type of data.types)
    byId('types').append(
      element('span', {class: 'type'}, element('span', {class: 'dot', style: `background: ${type.color}`}), `${type.label} (${type.count})`),
    );
  if (data.months.length > 1) {
    for (const name of ['from', 'until']) {
      const slider = byId(name);
      slider.max = data.months.length - 1;
      slider.value = state[name];
      slider.setAttribute('aria-label', words[name]);
      slider.addEventListener('input', () => {
        state[name] = Number(slider.value);
        if (state.from > state.until) state[name === 'from' ? 'until' : 'from'] = state[name];
        byId('from').value = state.from;
        byId('until').value = state.until;
        refilter();
      });
    }
  } else byId('time').hidden = true;
}

buildControls();
refilter();
// The address may name what is chosen at first: page.html#Vodafone, page.html#e3
const wanted = decodeURIComponent(location.hash.slice(1));
if (wanted) choose(graph.hasEdge(wanted) ? wanted : (data.nodes.find(node => node.label === wanted)?.id ?? null));
// Tests and people at the console may ask.
window.network = {graph, state, choose, sigma};
document.body.dataset.ready = 'true';
