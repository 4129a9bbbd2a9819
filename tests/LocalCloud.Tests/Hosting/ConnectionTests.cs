using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace RetailBus.LocalCloud.Tests.Hosting;

/// <summary>What goes over one connection, to the byte.</summary>
public sealed partial class ConnectionTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>boto3 waits for the go-ahead, gets an error, keeps its body to itself and would go on with the same connection.</summary>
    [Fact]
    public async Task A_refused_expectation_ends_the_connection()
    {
        var answer = await AskAsync($"PUT /absent/k HTTP/1.1\r\nHost: {Host}\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 404", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<Code>NoSuchBucket</Code>", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/absent")]
    [InlineData("/?Action=TurnBackTime&Version=2012-11-05")]
    [InlineData("/?Action=TurnBackTime&Version=1999-01-01")]
    public async Task No_document_begins_with_a_byte_order_mark(string path)
    {
        var body = await (await cloud.Http.GetAsync(path, Cancelled)).Content.ReadAsByteArrayAsync(Cancelled);
        Assert.Equal((byte)'<', body[0]);
    }

    /// <summary>The HTTP server refuses it before anything of ours sees it; the README says so.</summary>
    [Fact]
    public async Task A_NUL_in_the_path_is_a_bare_400_and_harms_nothing()
    {
        var answer = await AskAsync($"GET /bucket/a%00b HTTP/1.1\r\nHost: {Host}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await cloud.Http.GetAsync("/health", Cancelled)).StatusCode);
    }

    private string Host => $"{cloud.Url.Host}:{cloud.Url.Port}";

    /// <summary>Sends a request and reads one answer.</summary>
    private async Task<string> AskAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(cloud.Url.Host, cloud.Url.Port, Cancelled);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancelled);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        while (!IsWhole(answer.ToString()) && await stream.ReadAsync(buffer, Cancelled) is > 0 and var read)
            answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
        return answer.ToString();
    }

    private static bool IsWhole(string answer)
    {
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = ContentLength().Match(answer);
        return end >= 0 && length.Success
            && answer.Length >= end + 4 + int.Parse(length.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("\r\nContent-Length: ([0-9]+)\r\n", RegexOptions.IgnoreCase)]
    private static partial Regex ContentLength();
}
