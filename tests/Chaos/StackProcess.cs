using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RetailBus.Chaos;

/// <summary><c>retailbus up</c> on a data folder, as a process that can be killed.</summary>
internal sealed partial class StackProcess : IAsyncDisposable
{
    private static readonly string Configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/', '\\'))!);

    private readonly Process _process;
    private readonly Task _output;

    private StackProcess(Process process, Uri url, Uri awsUrl, Task output)
    {
        _process = process;
        _output = output;
        Http = new HttpClient { BaseAddress = url };
        AwsUrl = awsUrl;
    }

    public HttpClient Http { get; }

    public Uri AwsUrl { get; }

    public static async Task<StackProcess> StartAsync(string data, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Program(), "up", "--data", data, "--port", "0", "--cloud-port", "0"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        var process = Process.Start(start)!;
        try
        {
            var url = await ReadAddressAsync(process, "pages and API", cancellationToken);
            var awsUrl = await ReadAddressAsync(process, "AWS endpoint", cancellationToken);
            return new StackProcess(process, url, awsUrl, process.StandardOutput.ReadToEndAsync(CancellationToken.None));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>SIGKILL: nothing in the process gets to run any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _output;
    }

    public async Task<JsonElement> GetAsync(string address, CancellationToken cancellationToken) =>
        await Http.GetFromJsonAsync<JsonElement>(address, cancellationToken);

    /// <summary>The first row of a query's answer.</summary>
    public async Task<JsonElement> QueryAsync(string sql, CancellationToken cancellationToken)
    {
        using var response = await Http.PostAsJsonAsync("api/query", new { sql, maxRows = 1 }, cancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        return answer.GetProperty("rows")[0];
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private static async Task<Uri> ReadAddressAsync(Process process, string label, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(label, StringComparison.Ordinal))
                return new Uri(Address().Match(line).Value);
        }

        throw new InvalidOperationException($"retailbus up ended before it named its {label}.");
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
