using Microsoft.Extensions.Options;
using RetailBus.Warehouse.DuckDb;

namespace RetailBus.Warehouse.Tests.Fixtures;

/// <summary>A warehouse with some rows, its reader, and a file beside it that no query may see.</summary>
public sealed class ServedWarehouse : IAsyncLifetime
{
    internal TestWarehouse Warehouse { get; } = new();

    internal DuckDbReader Reader { get; private set; } = null!;

    public string SecretFile => Path.Combine(Warehouse.File.StagingFolder, "secret.csv");

    public async ValueTask InitializeAsync()
    {
        var batch = new BatchBuilder(Warehouse.Folder)
        {
            Lines =
            [
                new Line("1", "tea", 10) { ItemName = "Tea" },
                new Line("1", "jam", 5.25m),
                new Line("2", "tea", 20) { Store = "S2", OrderedAt = new DateTime(2026, 3, 2, 9, 30, 0, DateTimeKind.Utc) },
                new Line("C3", "tea", -4) { IsReturn = true, Quantity = -1 },
                new Line("4", "tea", 7) { Currency = "EUR" },
            ],
        }.Build();
        await Warehouse.Loads.LoadAsync([batch], CancellationToken.None);
        File.Delete(batch.Locations[0]);
        await File.WriteAllTextAsync(SecretFile, "secret\nvalue\n");
        Reader = new DuckDbReader(Warehouse.File, Options.Create(Warehouse.Options), TimeProvider.System);
    }

    public ValueTask DisposeAsync()
    {
        Reader.Dispose();
        Warehouse.Dispose();
        return ValueTask.CompletedTask;
    }
}
