"""A small OpenID Connect server for tests: it knows one person, and signs them in without asking."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt


@dataclass
class Hospital:
    """`person` is what the directory says; `nonce`s are echoed, `asked` are the addresses that were called."""

    address: str = ""
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "4711", "preferred_username": "wang"})
    asked: list[str] = field(default_factory=list)

    def provider(self) -> dict[str, Any]:
        app = {"provider_id": "hospital", "name": "North Hospital", "client_id": "amnio", "secret": "x" * 40}
        return {
            "openid_connect": {"APPS": [{**app, "settings": {"server_url": self.address}}], "OAUTH_PKCE_ENABLED": True}
        }

    def answers(self, path: str) -> dict[str, Any]:
        if path.endswith("/openid-configuration"):
            names = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            ends = {f"{name}_endpoint": f"{self.address}/{path}" for name, path in names.items()}
            return {
                **ends,
                "issuer": self.address,
                "jwks_uri": f"{self.address}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if path.startswith("/token"):
            claims = {**self.person, "iss": self.address, "aud": "amnio", "iat": 1, "exp": 2**33}
            return {"access_token": "t", "token_type": "Bearer", "id_token": jwt.encode(claims, "x" * 40)}
        return self.person


@contextmanager
def hospital() -> Iterator[Hospital]:
    here = Hospital()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.asked.append(self.path)
            body = json.dumps(here.answers(self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            assert sent["code_verifier"]
            self.do_GET()

        def log_message(self, *args: object) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()
