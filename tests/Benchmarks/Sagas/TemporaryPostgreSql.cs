using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace RetailBus.Benchmarks.Sagas;

/// <summary>A PostgreSQL server of the benchmark's own, durable as installed. It counts its syncs of the write-ahead log itself.</summary>
internal sealed class TemporaryPostgreSql : IRunDatabase
{
    private static readonly string? Binaries = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Order().Select(version => Path.Combine(version, "bin"))
            .LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-bench-pg-");
    private readonly int _port = FreePort();

    public static bool IsInstalled => Binaries is not null;

    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["Orchestrator:PostgreSql"] = ConnectionString };

    private string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres;Maximum Pool Size=30";

    private string Data => Path.Combine(_folder.FullName, "data");

    public static async Task<IRunDatabase> StartAsync()
    {
        var server = new TemporaryPostgreSql();
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "postgres", server._folder.FullName);
        await AsServerUserAsync("initdb", "-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
        await AsServerUserAsync(
            "pg_ctl", "start", "-w", "-D", server.Data, "-l", Path.Combine(server._folder.FullName, "log"),
            "-o", $"-p {server._port} -h 127.0.0.1 -k {server._folder.FullName}");
        return server;
    }

    public async Task<long?> CountSyncsAsync(Func<Task> work)
    {
        var before = await SyncsAsync();
        await work();
        return await SyncsAsync() - before;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await AsServerUserAsync("pg_ctl", "stop", "-D", Data, "-m", "immediate", "-w");
        _folder.Delete(recursive: true);
    }

    /// <summary>A checkpoint first, so that what other backends counted is reported and none falls into the measurement.</summary>
    private async Task<long> SyncsAsync()
    {
        NpgsqlConnection.ClearAllPools(); // a backend reports its counts when it ends
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using (var checkpoint = new NpgsqlCommand("checkpoint", connection))
            await checkpoint.ExecuteNonQueryAsync();
        await using var others = new NpgsqlCommand(
            "select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()", connection);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2), TimeProvider.System);
        while (!patience.IsCancellationRequested && Convert.ToInt64(await others.ExecuteScalarAsync(), CultureInfo.InvariantCulture) > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        await using var command = new NpgsqlCommand("select wal_sync from pg_stat_wal", connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static Task AsServerUserAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Binaries!, program);
        return Environment.IsPrivilegedProcess ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
