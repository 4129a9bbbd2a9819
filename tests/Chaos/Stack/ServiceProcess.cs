using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RetailBus.Chaos.Stack;

/// <summary>One process of the product, which can be killed and started again.</summary>
internal sealed partial class ServiceProcess(string name, string label, string[] arguments, IReadOnlyDictionary<string, string> settings, string log)
    : IAsyncDisposable
{
    private static readonly string Configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/', '\\'))!);

    private Process? _process;
    private Task _output = Task.CompletedTask;
    private bool _isWanted;

    public string Name => name;

    /// <summary>Where it listens; another after each start, where no port was given.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>Ends that nobody asked for.</summary>
    public int UnexpectedExits { get; private set; }

    public bool HasEnded => _process is null or { HasExited: true };

    /// <summary>Starts it, and waits until it serves. What ends before that is started again, as a supervisor would.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_isWanted)
            UnexpectedExits++;
        while (!await TryStartAsync(cancellationToken))
            await ReapAsync();
        _isWanted = true;
    }

    /// <summary>SIGKILL: nothing in the process gets to run any more.</summary>
    public async Task KillAsync()
    {
        _isWanted = false;
        _process?.Kill();
        await ReapAsync();
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Program(), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        _process = Process.Start(start)!;
        var errors = CopyAsync(_process.StandardError);
        var url = await ReadAddressAsync(_process.StandardOutput, cancellationToken);
        _output = Task.WhenAll(errors, _process.StandardOutput.ReadToEndAsync(CancellationToken.None));
        Url = url ?? Url;
        return url is not null;
    }

    private async Task ReapAsync()
    {
        if (_process is null)
            return;
        await _process.WaitForExitAsync(CancellationToken.None);
        await _output;
        _process.Dispose();
        _process = null;
    }

    private async Task CopyAsync(StreamReader errors)
    {
        await using var file = new StreamWriter(log, append: true);
        while (await errors.ReadLineAsync() is { } line)
            await file.WriteLineAsync(line);
    }

    private async Task<Uri?> ReadAddressAsync(StreamReader output, CancellationToken cancellationToken)
    {
        while (await output.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(label, StringComparison.Ordinal))
                return new Uri(Address().Match(line).Value);
        }

        return null;
    }

    private static string Program()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RetailBus.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("RetailBus.sln is in no folder above the tests.");
        return Path.Combine(folder.FullName, "src", "Cli", "bin", Configuration, "net10.0", "RetailBus.Cli.dll");
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();
}
