namespace RetailBus.LocalCloud.Tests.Sqs;

/// <summary>A folder that exists for one test.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("localcloud-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
