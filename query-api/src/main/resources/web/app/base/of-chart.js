/**
 * A chart. What it shows is said in words, too, in `label`; the figures themselves should stand in a table nearby.
 *
 * `option` is an ECharts option. Colours, axes and tooltip come from here.
 */

import {LitElement, css, html} from 'lit';
import {base} from './styles.js';
import {styled} from './styled.js';

const SERIES = 8;

class Chart extends LitElement {
  static properties = {option: {attribute: false}, label: {}, height: {type: Number}};

  static styles = [base, css`:host { display: block; } div { width: 100%; }`];

  #chart = null;
  #size = new ResizeObserver(() => this.#chart?.resize());
  #redraw = () => this.#draw();

  constructor() {
    super();
    this.option = null;
    this.label = '';
    this.height = 220;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('themechange', this.#redraw);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('themechange', this.#redraw);
    this.#size.disconnect();
    this.#chart?.dispose();
    this.#chart = null;
  }

  async updated() {
    const {init} = await import('./echarts.js');
    const place = this.renderRoot.querySelector('div');
    if (!this.#chart && this.isConnected) {
      this.#chart = init(place, null, {renderer: 'canvas'});
      this.#size.observe(place);
    }
    this.#draw();
  }

  #draw() {
    if (this.#chart && this.option) {
      this.#chart.setOption(dressed(this.option, getComputedStyle(this)), true);
    }
  }

  render() {
    return html`<div role="img" aria-label=${this.label} ${styled({height: `${this.height}px`})}></div>`;
  }
}

/** The option with the design's values, for those it does not say itself. */
function dressed(option, style) {
  const value = name => style.getPropertyValue(name).trim();
  const muted = value('--muted');
  const axis = given => ({
    axisLine: {show: false},
    axisTick: {show: false},
    splitLine: {lineStyle: {color: value('--line')}},
    ...given,
    axisLabel: {color: muted, fontSize: 12, hideOverlap: true, ...given?.axisLabel},
  });
  return {
    animation: false,
    textStyle: {fontFamily: value('--font'), color: value('--text')},
    color: Array.from({length: SERIES}, (_, i) => value(`--chart-${i + 1}`)),
    ...option,
    tooltip: {
      trigger: 'axis',
      // Rich text is drawn on the canvas: names that agents made up never become elements.
      renderMode: 'richText',
      backgroundColor: value('--surface'),
      borderColor: value('--line'),
      textStyle: {color: value('--text'), fontSize: 12},
      axisPointer: {type: 'shadow', shadowStyle: {color: 'rgba(128,140,160,.14)'}},
      ...option.tooltip,
    },
    grid: {left: 4, right: 8, top: 16, bottom: 4, containLabel: true, ...option.grid},
    legend: option.legend && {textStyle: {color: muted}, icon: 'roundRect', itemWidth: 10, itemHeight: 10, left: 0, top: 0, ...option.legend},
    xAxis: axis({splitLine: {show: false}, ...option.xAxis}),
    yAxis: axis(option.yAxis),
  };
}

customElements.define('of-chart', Chart);
