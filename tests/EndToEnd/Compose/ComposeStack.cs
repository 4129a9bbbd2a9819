using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace RetailBus.EndToEnd.Compose;

/// <summary>
/// The commands and environments of the compose file's containers, run on this machine without Docker: volume, ports and the names of
/// other containers are replaced, nothing else.
/// </summary>
internal sealed partial class ComposeStack(ComposeSecrets secrets, string postgreSql) : IAsyncDisposable
{
    private const string Volume = "/home/app";
    private readonly ComposeFile _file = ComposeFile.Read();
    private readonly DirectoryInfo _volume = Directory.CreateTempSubdirectory("retailbus-volume-");
    private readonly Dictionary<string, int> _ports = [];
    private readonly List<(Process Process, Task<string> Errors)> _started = [];

    /// <summary>Where the pages' port is published.</summary>
    public Uri Pages => new($"http://localhost:{Port("8081")}");

    /// <summary>Starts a container's command and waits until its own health check passes.</summary>
    public async Task StartAsync(string name)
    {
        var service = _file.Services[name];
        var process = Start(service, service.Command);
        process.StandardInput.Close();
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        _started.Add((process, process.StandardError.ReadToEndAsync(CancellationToken.None)));
        while (await CheckAsync(service) is not 0)
        {
            Assert.False(process.HasExited, $"{name} ended: {(process.HasExited ? await _started[^1].Errors : "")}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>As <c>docker compose run</c> in a container of the service: another command in the same surroundings.</summary>
    public async Task<CommandResult> RunAsync(string name, IReadOnlyList<string> command, string input = "")
    {
        using var process = Start(_file.Services[name], command);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CommandResult(process.ExitCode, await output, await errors);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (process, errors) in _started.AsEnumerable().Reverse())
        {
            process.Kill();
            await process.WaitForExitAsync();
            await errors;
            process.Dispose();
        }

        _volume.Delete(recursive: true);
    }

    private Process Start(ComposeService service, IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo("dotnet", [CommandLine.Program, .. command.Select(Here)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _volume.FullName,
        };
        foreach (var (name, value) in service.EnvironmentFiles.SelectMany(secrets.Variables))
            start.Environment[name] = Here(value);
        foreach (var (name, value) in service.Environment)
            start.Environment[name] = Here(value);

        // The one port that stands in no line, being the default; others may use it here.
        if (command.Contains("up") && service.Name is ("retailbus" or "cloud"))
            Array.ForEach(["--cloud-port", $"{Port("4566")}"], start.ArgumentList.Add);
        return Process.Start(start)!;
    }

    private async Task<int> CheckAsync(ComposeService service)
    {
        using var check = Process.Start(new ProcessStartInfo(service.HealthCheck[0], service.HealthCheck.Skip(1).Select(Here))
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);
        return check.ExitCode;
    }

    private string Here(string text) => PortNumber().Replace(
        text.Replace(Volume, _volume.FullName, StringComparison.Ordinal)
            .Replace("jaeger:4317", "127.0.0.1:9", StringComparison.Ordinal)
            .Replace("Host=postgres;Port=5432;Database=retailbus;Username=retailbus", postgreSql, StringComparison.Ordinal),
        port => $"{Port(port.Value)}");

    /// <summary>A free one, the same each time.</summary>
    private int Port(string port)
    {
        if (_ports.TryGetValue(port, out var free))
            return free;
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return _ports[port] = ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"(?<=^|127\.0\.0\.1[:/]|0\.0\.0\.0:)(80[89]\d|4566)(?=$|\D)")]
    private static partial Regex PortNumber();
}
