using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RetailBus.SagaStore.Tests.Databases;

/// <summary>A PostgreSQL server of this test run's own, with durability as installed; started by the first test that needs it.</summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"sagastore-pg-{Guid.NewGuid():N}");
    private int _port;

    private static string? Binaries { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Order().Select(x => Path.Combine(x, "bin"))
            .LastOrDefault(x => File.Exists(Path.Combine(x, "initdb")))
        : null;

    private string Data => Path.Combine(_folder, "data");

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};Maximum Pool Size=30";

    public async Task EnsureStarted(CancellationToken cancellationToken)
    {
        Assert.SkipWhen(Binaries is null, "No PostgreSQL server is installed under /usr/lib/postgresql");
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_port == 0)
                _port = await Start(cancellationToken);
        }
        finally
        {
            _starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_port != 0)
            await AsServerUser("pg_ctl", ["stop", "-D", Data, "-m", "immediate", "-w"], CancellationToken.None);
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        _starting.Dispose();
    }

    private async Task<int> Start(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder);
        if (Environment.IsPrivilegedProcess)
            await Run("chown", ["postgres", _folder], cancellationToken);
        await AsServerUser("initdb", ["-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"], cancellationToken);
        var port = FreePort();
        await AsServerUser(
            "pg_ctl",
            ["start", "-w", "-D", Data, "-l", Path.Combine(_folder, "log"), "-o", $"-p {port} -h 127.0.0.1 -k {_folder}"],
            cancellationToken);
        return port;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static Task AsServerUser(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Binaries!, program);
        return Environment.IsPrivilegedProcess
            ? Run("runuser", ["-u", "postgres", "--", path, .. arguments], cancellationToken)
            : Run(path, arguments, cancellationToken);
    }

    private static async Task Run(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
