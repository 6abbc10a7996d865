/** Styles that are computed, set property by property: the Content-Security-Policy forbids style attributes. */

import {noChange} from 'lit';
import {directive, Directive, PartType} from 'lit/directive.js';

class Styled extends Directive {
  constructor(part) {
    super(part);
    if (part.type !== PartType.ELEMENT) {
      throw new Error('styled() stands among the attributes of an element');
    }
  }

  update({element}, [values]) {
    for (const [name, value] of Object.entries(values)) {
      element.style[name] = value;
    }
    return noChange;
  }

  render() {
    return noChange;
  }
}

/** `<i ${styled({left: '12px'})}></i>`; every call names the same properties. */
export const styled = directive(Styled);
