/** What kinds of spans there are, and the colour each has everywhere. */

const LABELS = {
  agent: 'Agent', llm: 'Model', tool: 'Tool', embedding: 'Embedding', retriever: 'Retriever', reranker: 'Reranker',
  guardrail: 'Guardrail', evaluator: 'Evaluator', chain: 'Chain', workflow: 'Workflow', task: 'Task', prompt: 'Prompt',
};

const COLOURED = ['agent', 'llm', 'tool', 'embedding', 'retriever', 'reranker', 'guardrail'];

export function typeLabel(type) {
  return LABELS[type] ?? 'Step';
}

/** A CSS value. */
export function typeColour(type) {
  return `var(--type-${COLOURED.includes(type) ? type : 'other'})`;
}
