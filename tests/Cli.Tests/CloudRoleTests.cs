using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace RetailBus.Cli.Tests;

/// <summary><c>up --roles cloud</c>: the local cloud by itself, as a program of its own.</summary>
public sealed partial class CloudRoleTests : IAsyncDisposable
{
    private const string AccessKey = "AKIALOCAL";
    private const string Secret = "not among the arguments";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("retailbus-cloud-role-");
    private readonly StringBuilder _printed = new();
    private Process? _process;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_local_cloud_runs_alone_and_takes_anyones_requests()
    {
        using var http = new HttpClient { BaseAddress = await StartAsync(key: null, secret: null) };
        var health = await http.GetStringAsync("/health", Cancelled);
        Assert.All(
            ["s3", "sqs", "sns", "firehose"],
            service => Assert.Contains($"\"{service}\":\"running\"", health, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await http.PutAsync("/orders", null, Cancelled)).StatusCode);
    }

    [Fact]
    public async Task With_a_key_in_the_environment_it_takes_that_keys_requests_only_and_does_not_show_it()
    {
        using var http = new HttpClient { BaseAddress = await StartAsync(AccessKey, Secret) };
        using var unsigned = await http.GetAsync("/", Cancelled);
        Assert.Equal(HttpStatusCode.Forbidden, unsigned.StatusCode);
        Assert.Contains("AccessDenied", await unsigned.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(Signed(http.BaseAddress, Secret), Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(Signed(http.BaseAddress, "another"), Cancelled)).StatusCode);
        Assert.Contains("running", await http.GetStringAsync("/health", Cancelled), StringComparison.Ordinal);
        lock (_printed)
            Assert.DoesNotContain(Secret, _printed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_key_is_named_and_nothing_starts()
    {
        using var process = Start(AccessKey, secret: null);
        var errors = await process.StandardError.ReadToEndAsync(Cancelled);
        var output = await process.StandardOutput.ReadToEndAsync(Cancelled);
        await process.WaitForExitAsync(Cancelled);
        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains("Cloud:SecretAccessKey", errors + output, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }

        _data.Delete(recursive: true);
    }

    /// <summary>Signature Version 4 by the book, for a GET without a query or body.</summary>
    private static HttpRequestMessage Signed(Uri endpoint, string secret)
    {
        var time = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", null);
        var scope = $"{time[..8]}/us-east-1/s3/aws4_request";
        var empty = Convert.ToHexStringLower(SHA256.HashData([]));
        var canonical = $"GET\n/\n\nhost:{endpoint.Authority}\nx-amz-content-sha256:{empty}\nx-amz-date:{time}\n\n"
            + $"host;x-amz-content-sha256;x-amz-date\n{empty}";
        var text = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Split('/').Aggregate(
            Encoding.UTF8.GetBytes("AWS4" + secret), (part, name) => HMACSHA256.HashData(part, Encoding.UTF8.GetBytes(name)));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("x-amz-date", time);
        request.Headers.Add("x-amz-content-sha256", empty);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={AccessKey}/{scope}, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature={signature}");
        return request;
    }

    private async Task<Uri> StartAsync(string? key, string? secret)
    {
        _process = Start(key, secret);
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        return await address.Task.WaitAsync(Patience, TimeProvider.System, Cancelled);

        void Read(string? line)
        {
            lock (_printed)
                _printed.AppendLine(line);
            if (line is not null && Address().Match(line) is { Success: true } match)
                address.TrySetResult(new Uri(match.Value));
        }
    }

    private Process Start(string? key, string? secret)
    {
        var program = typeof(Commands.UpCommand).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [program, "up", "--roles", "cloud", "--data", _data.FullName, "--cloud-port", "0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["Cloud__AccessKeyId"] = key, ["Cloud__SecretAccessKey"] = secret },
        };
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
