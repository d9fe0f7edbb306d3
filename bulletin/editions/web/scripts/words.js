// Words with values in the places that they have for them: "{count} bài".
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
