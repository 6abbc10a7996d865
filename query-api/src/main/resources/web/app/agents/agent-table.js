/** Agents with their figures, one a line. */

import {html, nothing} from 'lit';
import {compact, decimal, duration, percent, usd} from '../base/format.js';

/** @param {(agent: string) => unknown} [first] a cell in front of each line */
export function agentTable(agents, first) {
  return html`
    <div class="scroll" tabindex="0"><table>
      <thead><tr>
        ${first ? html`<th><span class="sr">Compare</span></th>` : nothing}
        <th>Agent</th><th class="num">Calls</th><th class="num">p50</th><th class="num">p95</th><th class="num">p99</th>
        <th class="num">Failed</th><th class="num">Timed out</th><th class="num">Tokens/s</th><th class="num">Tokens</th><th class="num">Per call</th><th class="num">Cost</th>
      </tr></thead>
      <tbody>${agents.map(agent => html`
        <tr class="link">
          ${first ? html`<td>${first(agent.agent)}</td>` : nothing}
          <td><a href="/agents/${encodeURIComponent(agent.agent)}">${agent.agent}</a></td>
          <td class="num">${compact(agent.calls)}</td>
          <td class="num">${duration(agent.p50LatencyMs)}</td>
          <td class="num">${duration(agent.p95LatencyMs)}</td>
          <td class="num">${duration(agent.p99LatencyMs)}</td>
          <td class="num ${agent.errorRate > 0.05 ? 'bad' : ''}">${percent(agent.errorRate)}</td>
          <td class="num">${percent(agent.timeoutRate)}</td>
          <td class="num">${decimal(agent.tokensPerSecond)}</td>
          <td class="num">${compact(agent.totalTokens)}</td>
          <td class="num">${usd(agent.avgCostUsd)}</td>
          <td class="num">${usd(agent.totalCostUsd)}</td>
        </tr>`)}</tbody>
    </table></div>`;
}
