using System.Diagnostics;
using System.Globalization;

namespace RetailBus.LocalCloud.Tests.Crash;

/// <summary>A local cloud in a process of its own, that can be killed at any moment and started again on its folder.</summary>
internal sealed class CloudProcess(string folder) : IAsyncDisposable
{
    public const string Switch = "--serve-local-cloud";
    private const string Ready = "ready ";
    private Process? _process;
    private string _port = "0";

    /// <summary>The same after each start.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>What the child process does: serves until its standard input ends, as it does when its parent dies.</summary>
    public static async Task<int> ServeAsync(string folder, string port)
    {
        var options = new LocalCloudOptions
        {
            DataDirectory = folder,
            Port = int.Parse(port, CultureInfo.InvariantCulture),
            FirehoseIntervalScale = 0.1,
            FirehoseCreationTime = TimeSpan.Zero,
        };
        await using var cloud = await LocalCloudServer.StartAsync(options);
        Console.WriteLine(Ready + cloud.Url);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Starts the process and waits until it answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var program = Environment.ProcessPath!;
        string[] arguments = [Switch, folder, _port];
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            arguments = [typeof(CloudProcess).Assembly.Location, .. arguments];
        _process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken);
        Assert.True(line?.StartsWith(Ready, StringComparison.Ordinal), $"The local cloud did not start: {line}");
        Url = new Uri(line![Ready.Length..]);
        _port = Url.Port.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process)
            return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    public async ValueTask DisposeAsync() => await KillAsync();
}
