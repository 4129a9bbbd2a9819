using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace RetailBus.SagaStore.Tests.Databases;

public sealed class SqliteTestDatabase : TestDatabase
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"sagastore-{Guid.NewGuid():N}");

    private string File => Path.Combine(_folder, "sagas.db");

    public override void Configure(SagaStoreOptions options) => options.UseSqlite(File);

    public override ValueTask Create(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder);
        return ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    public override string Fixture(string name) =>
        System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", $"{name}.sqlite.sql"));

    public override Task RefuseUpdates(string table, CancellationToken cancellationToken) =>
        Execute($"create trigger refuse before update on {table} begin select raise(abort, 'refused'); end", cancellationToken);

    public override Task AllowUpdates(string table, CancellationToken cancellationToken) =>
        Execute("drop trigger refuse", cancellationToken);

    public override async Task<bool> HasIndex(string name, CancellationToken cancellationToken) =>
        await Count($"select count(*) from sqlite_master where type = 'index' and name = '{name}'", cancellationToken) == 1;

    protected override async Task<DbConnection> Open(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
