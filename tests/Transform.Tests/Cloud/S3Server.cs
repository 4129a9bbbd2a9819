using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;

namespace RetailBus.Transform.Tests.Cloud;

/// <summary>The S3 that the tests run against; the one place to swap it.</summary>
public sealed class S3Server : IAsyncLifetime
{
    private Process? _process;

    public Uri? Url { get; private set; }

    public IAmazonS3 Client => field ??= new AmazonS3Client(
        new BasicAWSCredentials("test", "test"),
        new AmazonS3Config { ServiceURL = RequireUrl(), AuthenticationRegion = "us-east-1", ForcePathStyle = true, MaxStaleConnectionRetries = 0 });

    /// <summary>The address; skips the test where no server can be started.</summary>
    public string RequireUrl() => Url?.ToString() ?? throw Xunit.Sdk.SkipException.ForSkip("moto_server is not installed");

    public async ValueTask InitializeAsync()
    {
        var port = FreePort();
        try
        {
            _process = Process.Start(new ProcessStartInfo("moto_server", $"-H 127.0.0.1 -p {port}") { RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return;
        }

        _process!.OutputDataReceived += Ignore;
        _process.ErrorDataReceived += Ignore;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var url = new Uri($"http://127.0.0.1:{port}");
        using var http = new HttpClient { BaseAddress = url };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await AnswersAsync(http, patience.Token))
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        Url = url;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> AnswersAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri("/", UriKind.Relative), cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static void Ignore(object sender, DataReceivedEventArgs e)
    {
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
