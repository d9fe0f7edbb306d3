"""How servers should hand out the hosted copy: nginx, Apache, Caddy, IIS, pages' hosts and S3.

In: the publication. Out: the rules by the path of their file. `rules.py` says what holds for all of
them; each other module writes it down for one.
"""

from urllib.parse import unquote, urlsplit

from bulletin.site.hosting.apache import apache_rules
from bulletin.site.hosting.caddy import caddy_rules
from bulletin.site.hosting.iis import iis_rules
from bulletin.site.hosting.netlify import netlify_headers, netlify_redirects
from bulletin.site.hosting.nginx import nginx_rules
from bulletin.site.hosting.s3 import s3_rules
from bulletin.source.settings.models import Publication

PAGES_RULES = frozenset({"_headers", "_redirects"})
"""The rules that hosts read who serve the files of a branch."""
RULES = PAGES_RULES | {
    "hosting/apache.conf",
    "hosting/caddy.conf",
    "hosting/iis.config",
    "hosting/nginx.conf",
    "hosting/s3.json",
}
"""All of them: where nothing reads one, it is not sent."""


def hosting_files(publication: Publication) -> dict[str, str]:
    """The rules, by the path of their file."""
    base = unquote(urlsplit(publication.base_url).path).rstrip("/")
    return {
        "_headers": netlify_headers(),
        "_redirects": netlify_redirects(),
        "hosting/apache.conf": apache_rules(base),
        "hosting/caddy.conf": caddy_rules(base),
        "hosting/iis.config": iis_rules(base),
        "hosting/nginx.conf": nginx_rules(base),
        "hosting/s3.json": s3_rules(),
    }
