using DuckDB.NET.Data;
using Microsoft.Extensions.Options;
using RetailBus.Warehouse.Serving;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>The open DuckDB file. Its instance can open no other file but the staged ones, and its settings are locked.</summary>
internal sealed class WarehouseFile : IDisposable
{
    private const int SchemaVersion = 1;
    private readonly HolderLock _lock;
    private readonly DuckDBConnection _instance;

    public WarehouseFile(IOptions<WarehouseOptions> options, TimeProvider time)
    {
        var settings = options.Value;
        Path = System.IO.Path.GetFullPath(settings.Path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        StagingFolder = Path + ".staging";
        _lock = HolderLock.Take(Path, time);
        try
        {
            EmptyStagingFolder();
            _instance = OpenInstance(settings);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    public string Path { get; }

    /// <summary>Private to this process; what a crash left there is removed when the file is opened.</summary>
    public string StagingFolder { get; }

    /// <summary>Size of the write-ahead log in bytes.</summary>
    public long LogBytes => new FileInfo(Path + ".wal") is { Exists: true } log ? log.Length : 0;

    /// <summary>A further connection to the warehouse.</summary>
    public DuckDBConnection Connect()
    {
        var further = new DuckDBConnection(_instance.ConnectionString);
        further.Open();
        return further;
    }

    public void Dispose()
    {
        _instance.Dispose();
        _lock.Dispose();
    }

    private void EmptyStagingFolder()
    {
        if (Directory.Exists(StagingFolder))
            Directory.Delete(StagingFolder, recursive: true);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(StagingFolder);
        else
            Directory.CreateDirectory(StagingFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private DuckDBConnection OpenInstance(WarehouseOptions settings)
    {
        var connection = Open(Path);
        try
        {
            Set(connection, settings);
            connection.Execute($"set global checkpoint_threshold = {SqlText.Literal(settings.CheckpointSize)}");
            connection.Execute(SqlText.Read("schema"));
            foreach (var view in SalesView.All)
                connection.Execute($"create or replace view {view.Name} as {SqlText.Read(view.Name).Replace("{{lines}}", "order_lines", StringComparison.Ordinal)}");
            var version = connection.Scalar<int>("select max(version) from warehouse_schema");
            if (version > SchemaVersion)
            {
                throw new InvalidOperationException(
                    $"The warehouse {Path} has schema version {version}; this program knows {SchemaVersion}. Use the program that wrote it, or a newer one.");
            }

            connection.Execute($"set global allowed_directories = [{SqlText.Literal(StagingFolder)}]");
            connection.Execute("set global enable_external_access = false");
            connection.Execute("set global lock_configuration = true");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Set(DuckDBConnection connection, WarehouseOptions settings)
    {
        connection.Execute("set global timezone = 'UTC'");
        connection.Execute("set global autoinstall_known_extensions = false");
        connection.Execute("set global autoload_known_extensions = false");
        connection.Execute("set global allow_community_extensions = false");
        connection.Execute($"set global memory_limit = {SqlText.Literal(settings.MemoryLimit)}");
        connection.Execute($"set global max_temp_directory_size = {SqlText.Literal(settings.SpillLimit)}");
        if (settings.Threads > 0)
            connection.Execute($"set global threads = {settings.Threads}");
    }

    private static DuckDBConnection Open(string path)
    {
        var connection = new DuckDBConnection($"DataSource={path}");
        try
        {
            connection.Open();
            return connection;
        }
        catch (DuckDBException e)
        {
            connection.Dispose();
            if (e.Message.Contains("lock", StringComparison.OrdinalIgnoreCase))
                throw new WarehouseHeldException(path, HolderIn(e.Message), e);
            throw;
        }
    }

    /// <summary>DuckDB names the holder as <c>Conflicting lock is held in PROGRAM (PID n)</c>.</summary>
    private static string? HolderIn(string message)
    {
        const string Marker = "Conflicting lock is held in ";
        var start = message.IndexOf(Marker, StringComparison.Ordinal);
        if (start < 0)
            return null;
        var end = message.IndexOf(')', start);
        return end < 0 ? null : message[(start + Marker.Length)..(end + 1)];
    }
}
