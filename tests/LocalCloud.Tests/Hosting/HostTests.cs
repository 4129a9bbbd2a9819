using System.Net;
using System.Net.Http.Headers;

namespace RetailBus.LocalCloud.Tests.Hosting;

public sealed class HostTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Health_lists_the_services()
    {
        var health = await cloud.Http.GetStringAsync("/health", Cancelled);
        Assert.Contains("\"s3\":\"running\"", health, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host", "attacker.example")]
    [InlineData("Host", "127.0.0.1.attacker.example")]
    [InlineData("Origin", "http://attacker.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task What_a_foreign_web_page_could_send_is_refused(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await cloud.Http.SendAsync(request, Cancelled);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("<Code>AccessDenied</Code>", await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_served_is_named()
    {
        using var json = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent("{}") };
        json.Headers.Add("X-Amz-Target", "DynamoDB_20120810.ListTables");
        using var form = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent("Action=RunInstances&Version=2016-11-15"),
        };
        form.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        using var signed = new HttpRequestMessage(HttpMethod.Get, "/");
        signed.Headers.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=00");
        foreach (var (request, expected) in new[] { (json, "DynamoDB_20120810"), (form, "2016-11-15"), (signed, "lambda") })
        {
            using var response = await cloud.Http.SendAsync(request, Cancelled);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Contains(
                $"'{expected}'",
                WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Cancelled))
                    .Replace("\\u0027", "'", StringComparison.Ordinal),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_is_refused()
    {
        var error = await Assert.ThrowsAsync<IOException>(
            () => LocalCloudServer.StartAsync(new LocalCloudOptions { DataDirectory = cloud.DataDirectory, Port = 0 }, null, Cancelled));
        Assert.Contains(cloud.DataDirectory, error.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        var directory = Path.Combine(cloud.DataDirectory, "second");
        var error = await Assert.ThrowsAsync<IOException>(
            () => LocalCloudServer.StartAsync(new LocalCloudOptions { DataDirectory = directory, Port = cloud.Url.Port }, null, Cancelled));
        Assert.Contains($"Port {cloud.Url.Port}", error.Message, StringComparison.Ordinal);
        await using var retry = await LocalCloudServer.StartAsync(
            new LocalCloudOptions { DataDirectory = directory, Port = 0 }, null, Cancelled);
        Assert.NotEqual(cloud.Url, retry.Url);
    }

    [Fact]
    public async Task Wrong_options_are_told_all_at_once()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => LocalCloudServer.StartAsync(
                new LocalCloudOptions { DataDirectory = " ", Port = 70_000, AccountId = "12" }, null, Cancelled));
        Assert.All(["DataDirectory", "70000", "'12'"], text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
    }
}
