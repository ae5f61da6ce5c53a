"""`amnio serve` before it answers anybody."""

import socket

from click.testing import CliRunner

from amnio.registry.commands.serve import serve


def test_a_port_that_somebody_listens_at_is_not_shared() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = CliRunner().invoke(serve, ["--port", str(port)])
    assert result.exit_code == 2
    assert f"127.0.0.1:{port} cannot be used" in result.output
    assert f"--port {port + 1}" in result.output
