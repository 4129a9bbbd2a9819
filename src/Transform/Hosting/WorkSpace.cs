namespace RetailBus.Transform.Hosting;

/// <summary>A folder for one piece of work.</summary>
internal sealed class WorkSpace : IDisposable
{
    public WorkSpace(string path) => Path = Directory.CreateDirectory(path).FullName;

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
