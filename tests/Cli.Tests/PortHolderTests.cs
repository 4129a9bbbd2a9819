using System.Net;
using System.Net.Sockets;
using RetailBus.Cli.Stack;

namespace RetailBus.Cli.Tests;

public class PortHolderTests
{
    [Fact]
    public void A_taken_port_is_named_with_its_holder_and_what_to_do()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var text = PortHolder.Explain(port, "--port");

        Assert.StartsWith($"Port {port} is taken", text, StringComparison.Ordinal);
        Assert.Contains("--port", text, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
            Assert.Contains($"(process {Environment.ProcessId})", text, StringComparison.Ordinal);
    }
}
