"""The rules for a bucket: what an uploader is to say of each file.

In: nothing. Out: the text of `hosting/s3.json`.
"""

import json

from bulletin.site.hosting import rules


def s3_rules() -> str:
    """Metadata for uploads, by glob; the first that fits a path holds."""
    cache = [
        {"match": f"**/{name}/**", "Cache-Control": rules.FOR_EVER} for name in rules.UNCHANGING
    ] + [{"match": "**", "Cache-Control": rules.ASK_AGAIN}]
    types = [{"match": path, "Content-Type": kind} for path, kind in rules.TYPES.items()]
    types += [
        {"match": f"**/*{ending}", "Content-Type": rules.content_type(f"x{ending}")}
        for ending in sorted(rules.ENDINGS)
    ]
    unserved = ["**/.*", "**/.*/**", "hosting/**", "_headers", "_redirects"]
    return json.dumps({"exclude": unserved, "cache": cache, "types": types}, indent=1) + "\n"
