namespace RetailBus.Warehouse.Tests.Fixtures;

internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("retailbus-warehouse-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
