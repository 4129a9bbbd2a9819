using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Notifications;
using RetailBus.Orchestrator.Tests.Support;
using RetailBus.Orchestrator.Watch;

namespace RetailBus.Orchestrator.Tests;

public sealed class NotificationTests : IDisposable
{
    private const string Secret = "a-secret-of-the-test";
    private readonly Batch _batch = new("orders/a.csv");
    private readonly RecordedLog _log = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task A_failed_a_held_and_an_overdue_batch_are_told_signed_and_with_the_runs_address()
    {
        await using var webhook = await Webhook.StartAsync(204);
        await using var host = await StartAsync(webhook.Url);
        var held = new Batch("orders/b.csv", "b", 1);
        var overdue = new Batch("orders/c.csv", "c", 2);

        await host.DeliverAllAsync(_batch.Landed(), _batch.TransformFailed(), held.Landed(), held.Transformed(rejectLimit: 0), overdue.Landed());
        await UntilAsync(() => _log.Lines.Count(line => line.Text.Contains("The webhook took", StringComparison.Ordinal)) == 2);
        host.Time.Advance(TimeSpan.FromMinutes(31));
        await host.Services.GetRequiredService<OverdueRuns>().ExpireAsync(Cancelled);
        await UntilAsync(() => webhook.Requests.Count == 3);

        var told = webhook.Requests.ToDictionary(request => $"{request.Headers["RetailBus-Event"]}");
        Assert.Equal(["batch.failed", "batch.held", "batch.overdue"], told.Keys.Order());
        foreach (var (headers, body) in webhook.Requests)
        {
            Assert.Equal(Signature(body, $"{headers["RetailBus-Signature"]}"), $"{headers["RetailBus-Signature"]}");
            Assert.Equal("application/json; charset=utf-8", $"{headers.ContentType}");
        }

        var failed = JsonSerializer.Deserialize<JsonElement>(told["batch.failed"].Body);
        Assert.Equal($"{told["batch.failed"].Headers["RetailBus-Delivery"]}", failed.GetProperty("id").GetString());
        Assert.Equal(
            ("batch.failed", "orders", "s3://raw/orders/a.csv", "transform", "A service could not be reached.",
                $"https://shop.example/api/runs/{_batch.Id:D}"),
            (Text(failed, "event"), Text(failed, "dataset"), Text(failed, "object"), Text(failed, "stage"), Text(failed, "reason"), Text(failed, "run")));
        Assert.Contains(
            _log.Lines, line => line.Level == LogLevel.Error && line.Scopes.Contains($"{_batch.Id}", StringComparison.Ordinal)
                && line.Text.Contains("A service could not be reached.", StringComparison.Ordinal));
        Assert.Contains(_log.Lines, line => line.Level == LogLevel.Warning && line.Scopes.Contains($"{held.Id}", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Text.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Text.Contains("token-in-the-path", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_webhook_that_is_away_gets_the_same_delivery_again_and_the_run_does_not_wait_for_it()
    {
        await using var webhook = await Webhook.StartAsync(500, 503, 200);
        await using var host = await StartAsync(webhook.Url);

        await host.DeliverAllAsync(_batch.Landed(), _batch.TransformFailed(), _batch.Retry());
        Assert.Equal(RunState.Transforming, (await host.RunAsync(_batch.Id)).State);
        await UntilAsync(() => webhook.Requests.Count == 3);
        await UntilAsync(() => _log.Lines.Any(line => line.Text.Contains("The webhook took", StringComparison.Ordinal)));

        Assert.Single(webhook.Requests.Select(request => $"{request.Headers["RetailBus-Delivery"]}").Distinct());
        Assert.Single(webhook.Requests.Select(request => Encoding.UTF8.GetString(request.Body)).Distinct());
        Assert.Equal(3, webhook.Requests.Count);
    }

    [Theory]
    [InlineData(400, 1)]
    [InlineData(302, 1)]
    [InlineData(429, 3)]
    public async Task A_refusal_is_final_and_what_is_never_taken_ends_in_the_error_queue(int answer, int tries)
    {
        await using var webhook = await Webhook.StartAsync(answer);
        await using var host = await StartAsync(webhook.Url);
        var setAside = new TaskCompletionSource<Guid>(TaskCreationOptions.RunContinuationsAsynchronously);
        await host.Bus.ConnectReceiveEndpoint("retailbus-notify_error", endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.Handler<BatchFailed>(context =>
            {
                setAside.SetResult(context.Message.BatchId);
                return Task.CompletedTask;
            });
        }).Ready;

        await host.DeliverAllAsync(_batch.Landed(), _batch.TransformFailed());

        Assert.Equal(_batch.Id, await setAside.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancelled));
        Assert.Equal(tries, webhook.Requests.Count);
    }

    [Fact]
    public async Task A_delivery_that_is_overdue_and_one_that_came_late_are_told_each_under_one_id()
    {
        await using var webhook = await Webhook.StartAsync(204);
        await using var host = await StartAsync(webhook.Url);
        var due = new DateTimeOffset(2026, 3, 30, 7, 30, 0, TimeSpan.FromHours(1));
        var overdue = new DeliveryOverdue
        {
            DeliveryId = _batch.Id,
            Dataset = "orders",
            Store = "S17",
            Date = new DateOnly(2026, 3, 30),
            DueAt = due,
            TimeZone = "Europe/London",
        };
        var arrived = new DeliveryArrived
        {
            DeliveryId = _batch.Id,
            Dataset = "orders",
            Store = "S17",
            Date = new DateOnly(2026, 3, 30),
            DueAt = due,
            DeliveredAt = due.AddHours(2),
            Rows = 40,
            TimeZone = "Europe/London",
        };

        await host.Bus.Publish(overdue, Cancelled);
        await host.Bus.Publish(overdue, Cancelled);
        await host.Bus.Publish(arrived, Cancelled);
        await UntilAsync(() => webhook.Requests.Count == 3);

        var told = webhook.Requests.Select(request => JsonSerializer.Deserialize<JsonElement>(request.Body)).ToList();
        Assert.Equal(2, told.Select(body => Text(body, "id")).Distinct().Count());
        Assert.Equal(
            [
                "Store S17 has delivered orders of 2026-03-30 after all: landed 2026-03-30 09:30, expected by 07:30 (Europe/London), 40 rows.",
                "Store S17 has not delivered orders of 2026-03-30, expected by 07:30 (Europe/London).",
                "Store S17 has not delivered orders of 2026-03-30, expected by 07:30 (Europe/London).",
            ],
            told.Select(body => Text(body, "reason")).Order(StringComparer.Ordinal));
        Assert.All(told, body => Assert.Equal(("S17", "2026-03-30"), (Text(body, "store"), Text(body, "date"))));
        Assert.All(told, body => Assert.False(body.TryGetProperty("batch", out _) || body.TryGetProperty("run", out _)));
        Assert.Contains(_log.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains("S17 has not delivered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_address_only_the_log_tells()
    {
        await using var host = await StartAsync(url: null);

        await host.DeliverAllAsync(_batch.Landed(), _batch.TransformFailed());

        await UntilAsync(() => _log.Lines.Any(line => line.Level == LogLevel.Error && line.Text.Contains("orders/a.csv", StringComparison.Ordinal)));
        Assert.Empty(host.Events<object>(message => message is Fault));
    }

    [Theory]
    [InlineData("ftp://shop.example/secret-path", Secret, "Notifications:Url")]
    [InlineData("https://shop.example/secret-path", "short-secret", "Notifications:Secret")]
    public void A_wrong_setting_is_refused_without_quoting_a_secret(string url, string secret, string named)
    {
        var result = new NotificationValidator().Validate(null, new NotificationOptions { Url = new Uri(url), Secret = secret });

        Assert.True(result.Failed);
        Assert.StartsWith(named, result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-path", result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("short-secret", result.FailureMessage, StringComparison.Ordinal);
    }

    private Task<RunHost> StartAsync(Uri? url) => RunHost.StartAsync(
        configure: builder =>
        {
            builder.Configuration["Notifications:Url"] = url?.ToString();
            builder.Configuration["Notifications:Secret"] = Secret;
            builder.Configuration["Notifications:RunsUrl"] = "https://shop.example/";
            builder.Configuration["Notifications:Attempts"] = "3";
            builder.Configuration["Notifications:FirstDelay"] = "00:00:00.010";
            builder.Configuration["Notifications:LongestDelay"] = "00:00:00.050";
            builder.Services.AddSingleton<ILogger<NotificationConsumer>>(new Logger<NotificationConsumer>(_log));
            builder.Services.AddNotifications();
        },
        register: bus => bus.AddNotifications());

    /// <summary>By the documented scheme, without the product's code.</summary>
    private static string Signature(byte[] body, string header)
    {
        var time = header.Split(',')[0]["t=".Length..];
        Assert.InRange(long.Parse(time, CultureInfo.InvariantCulture), Batch.LandedAt.ToUnixTimeSeconds(), Batch.LandedAt.AddDays(1).ToUnixTimeSeconds());
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(Secret));
        return $"t={time},v1={Convert.ToHexString(hmac.ComputeHash([.. Encoding.UTF8.GetBytes(time + "."), .. body])).ToLowerInvariant()}";
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private async Task UntilAsync(Func<bool> reached)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        while (!reached())
        {
            Assert.False(patience.IsCancellationRequested, string.Join('\n', _log.Lines));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancelled);
        }
    }
}
