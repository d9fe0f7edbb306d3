// How the scripts of the web edition are linted: every recommended rule, and no name from nowhere.
import js from "@eslint/js";
import globals from "globals";

// What the browsers that esbuild is told of lack, and what it makes nothing else of.
const LATER = [
  ...["at", "flat", "flatMap", "replaceAll", "replaceChildren", "toSorted"].map((property) => ({ property })),
  ...["fromEntries", "hasOwn", "groupBy"].map((property) => ({ object: "Object", property })),
  ...["allSettled", "any"].map((property) => ({ object: "Promise", property })),
];

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "no-implicit-globals": "error",
      "no-restricted-properties": ["error", ...LATER],
      "no-shadow": ["error", { builtinGlobals: false }],
      "no-unused-vars": "error",
      "no-use-before-define": ["error", { functions: false, variables: false }],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["**/worker.js"],
    languageOptions: { globals: { ...globals.serviceworker, __RELEASE__: "readonly" } },
  },
];
