// Core is compiled without the DOM's and Node's types, so that nothing of either can slip in; both have this.
declare function setTimeout(callback: () => void, milliseconds: number): unknown
