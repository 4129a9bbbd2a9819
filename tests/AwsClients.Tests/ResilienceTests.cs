using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RetailBus.AwsClients.Sns;

namespace RetailBus.AwsClients.Tests;

/// <summary>What the clients do with answers that a healthy server does not give.</summary>
public sealed class ResilienceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_lost_after_the_request_is_not_resent_unasked()
    {
        var requests = 0;
        await using var server = await StartAsync(context =>
        {
            Interlocked.Increment(ref requests);
            context.Abort();
            return Task.CompletedTask;
        });
        using var sns = new SnsClient(Clients.Options(server.Address()));

        await Assert.ThrowsAnyAsync<Exception>(() => sns.PublishAsync("arn:aws:sns:us-east-1:1:t", new SnsMessage("x"), Cancel));

        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task Throttling_is_retried()
    {
        var requests = 0;
        await using var server = await StartAsync(async context =>
        {
            if (Interlocked.Increment(ref requests) == 1)
            {
                context.Response.StatusCode = 400;
                await context.Response.WriteAsync(
                    "<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code>"
                    + "<Message>Rate exceeded</Message></Error></ErrorResponse>",
                    Cancel);
                return;
            }

            await context.Response.WriteAsync(
                "<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>", Cancel);
        });
        using var sns = new SnsClient(Clients.Options(server.Address()) with { MaxErrorRetry = 2 });

        Assert.Equal("m", await sns.PublishAsync("arn:aws:sns:us-east-1:1:t", new SnsMessage("x"), Cancel));
        Assert.Equal(2, requests);
    }

    [Fact]
    public async Task An_answer_that_is_no_aws_error_is_told_by_its_status()
    {
        await using var server = await StartAsync(async context =>
        {
            context.Response.StatusCode = 403;
            await context.Response.WriteAsync("the proxy says no", Cancel);
        });
        using var sns = new SnsClient(Clients.Options(server.Address()));

        var refused = await Assert.ThrowsAsync<SnsException>(() => sns.PublishAsync("t", new SnsMessage("x"), Cancel));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_all_named()
    {
        var options = new AwsClientOptions { ServiceUrl = new Uri("ftp://x"), MaxErrorRetry = 21, Timeout = TimeSpan.Zero };

        var refused = Assert.Throws<ArgumentException>(() => new SnsClient(options));

        Assert.Contains("ServiceUrl is 'ftp://x/'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("MaxErrorRetry is 21", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Timeout is 00:00:00", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(Cancel);
        return app;
    }
}
