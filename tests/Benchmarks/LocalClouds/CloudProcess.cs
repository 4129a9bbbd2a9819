using System.Diagnostics;
using System.Globalization;
using RetailBus.LocalCloud;

namespace RetailBus.Benchmarks.LocalClouds;

/// <summary>A local cloud in a process of its own, so that its time and memory can be told from its clients'.</summary>
internal sealed class CloudProcess : IAsyncDisposable
{
    public const string Switch = "--serve-local-cloud";
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private CloudProcess(Process process, DirectoryInfo folder, Uri url) => (_process, _folder, Url) = (process, folder, url);

    public Uri Url { get; }

    /// <summary>For files beside the cloud's own, on the same disk.</summary>
    public string Folder => _folder.FullName;

    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The most memory that the process has had since <see cref="ForgetPeak"/>.</summary>
    public long PeakResidentBytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
    }

    /// <summary>What the child process does: serves until its standard input ends, as it does when its parent dies.</summary>
    public static async Task<int> ServeAsync(string folder)
    {
        await using var cloud = await LocalCloudServer.StartAsync(new LocalCloudOptions { DataDirectory = folder, Port = 0 });
        Console.WriteLine(cloud.Url);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public static async Task<CloudProcess> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("retailbus-bench-cloud-");
        var program = Environment.ProcessPath!;
        string[] arguments = [Switch, Path.Combine(folder.FullName, "data")];
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            arguments = [typeof(CloudProcess).Assembly.Location, .. arguments];
        var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var url = await process.StandardOutput.ReadLineAsync();
        return new CloudProcess(process, folder, new Uri(url ?? throw new InvalidOperationException("The local cloud did not start.")));
    }

    public void ForgetPeak() => File.WriteAllText($"/proc/{_process.Id}/clear_refs", "5");

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
