using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Orchestrator.Api;
using RetailBus.Orchestrator.Deliveries;
using RetailBus.Orchestrator.Services;
using RetailBus.Orchestrator.Tests.Support;
using RetailBus.Platform.Telemetry;

namespace RetailBus.Orchestrator.Tests;

/// <summary>Stores deliver orders by 07:30 in London; the saga is real, on SQLite. 2026-03-30 is a Monday, the first of summer time.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 3, 30);
    private static readonly string[] Named = ["S1", "S17"];
    private readonly SqliteRunDatabase _database = new();
    private OtherServices _services = null!;
    private RunHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _services = await OtherServices.StartAsync();
        _services.Datasets = [Orders(Named), new { name = "returns", version = "1.0.0", deliveries = Array.Empty<object>() }];
        _host = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_store_that_has_not_delivered_is_told_once_by_any_number_of_watches_and_after_a_restart()
    {
        Land("S1", "2026-03-30T06:30:00Z", 40); // 07:30 in London
        At("2026-03-30T06:34:59Z");
        Assert.Equal(0, await LookAsync());

        At("2026-03-30T06:35:00Z");
        var counts = await Task.WhenAll(LookAsync(), LookAsync(), LookAsync());
        Assert.Equal([1, 1, 1], counts);
        await UntilAsync(() => Overdue.Count > 0);
        await BarrierAsync();
        Assert.Equal(1, await LookAsync());

        Assert.Equal(
            ("orders", "S17", Monday, Instant("2026-03-30T07:30:00+01:00"), "Europe/London"),
            (Overdue[0].Dataset, Overdue[0].Store, Overdue[0].Date, Overdue[0].DueAt, Overdue[0].TimeZone));
        Assert.Single(Overdue);

        await _host.DisposeAsync();
        _host = await StartAsync();
        At("2026-03-30T09:00:00Z");
        Assert.Equal(1, await LookAsync());
        await SendAsync(new DeliveryMissed
        {
            DeliveryId = (await ReadAsync())[0].Id,
            Dataset = "orders",
            Store = "S17",
            Date = Monday,
            DueAt = Instant("2026-03-30T06:30:00Z"),
            TimeZone = "Europe/London",
        });
        await BarrierAsync();
        Assert.Empty(Overdue);
    }

    [Fact]
    public async Task What_comes_late_is_told_once_and_what_comes_in_time_never()
    {
        Land("S1", "2026-03-29T23:00:00Z", 40); // the day's first moment in London
        At("2026-03-30T07:00:00Z");
        await LookAsync();
        await UntilAsync(() => Overdue.Count == 1);
        await BarrierAsync(); // the lease of a send under way runs out when 22 hours leap by: the outbox would send it again

        Land("S17", "2026-03-30T10:15:00Z", 7);
        At("2026-03-31T05:00:00Z");
        var counts = await Task.WhenAll(LookAsync(), LookAsync());
        Assert.Equal([0, 0], counts);
        await UntilAsync(() => Arrived.Count > 0);
        await BarrierAsync();
        Assert.Equal(0, await LookAsync());

        var arrived = Assert.Single(Arrived);
        Assert.Equal(
            (Overdue[0].DeliveryId, "S17", Monday, Instant("2026-03-30T10:15:00Z"), 7L),
            (arrived.DeliveryId, arrived.Store, arrived.Date, arrived.DeliveredAt, arrived.Rows));
        Assert.Single(Overdue);
    }

    [Fact]
    public async Task The_board_shows_each_store_what_needs_someone_first()
    {
        Land("S1", "2026-03-30T06:30:00.001Z", 3);
        Land("S1", "2026-03-30T08:00:00Z", 4);
        Land("S2", "2026-03-30T05:00:00Z", 5);
        _services.Datasets = [Orders("S1", "S2", "S17")];
        At("2026-03-30T06:31:00Z");
        Assert.Equal([("S1", "late", 7), ("S17", "notYetDue", 0), ("S2", "onTime", 5)], Rows(await ReadAsync()));

        At("2026-03-30T06:35:00Z");
        var board = await ReadAsync();
        Assert.Equal([("S17", "missing", 0), ("S1", "late", 7), ("S2", "onTime", 5)], Rows(board));
        Assert.Equal(("2026-03-30T07:30:00+01:00", "2026-03-30T06:00:00+01:00"), (Text(board[2].ExpectedBy), Text(board[2].DeliveredAt!.Value)));
        Assert.Empty(await ReadAsync(new DateOnly(2026, 3, 28))); // a Saturday
    }

    [Fact]
    public async Task Without_names_those_stores_are_expected_that_delivered_before_and_are_not_named_elsewhere()
    {
        _services.Datasets = [Orders(["S17"], [])];
        Land("S1", "2026-03-20T05:00:00Z", 1);
        Land("S17", "2026-03-20T05:00:00Z", 1);
        Land("S8", "2026-02-01T05:00:00Z", 1); // too long ago
        Land("S9", "2026-03-30T05:00:00Z", 1); // its first
        At("2026-03-30T12:00:00Z");

        Assert.Equal([("S1", "missing", 0), ("S17", "missing", 0)], Rows(await ReadAsync()));
    }

    [Fact]
    public async Task The_watch_looks_every_period_goes_on_after_a_failure_and_counts_what_is_missing()
    {
        using var missing = new MissingGauge();
        _services.IsAway = true;
        At("2026-03-30T07:00:00Z");
        var services = _host.Services;
        using var watch = new DeliveryWatch(
            services.GetRequiredService<TransformClient>(),
            services.GetRequiredService<OverdueDeliveries>(),
            services.GetRequiredService<IOptions<DeliveryOptions>>(),
            _host.Time,
            NullLogger<DeliveryWatch>.Instance);
        await watch.StartAsync(Cancelled);
        _host.Time.Advance(TimeSpan.FromMinutes(1));
        _services.IsAway = false;

        await UntilAsync(() =>
        {
            _host.Time.Advance(TimeSpan.FromMinutes(1));
            return Overdue.Count == 2 && missing.Last == 2;
        });

        await watch.StopAsync(Cancelled);
    }

    [Fact]
    public async Task The_board_is_read_over_http()
    {
        await using var app = Build();
        await app.StartAsync(Cancelled);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Land("S1", "2026-03-30T06:00:00Z", 40);

        var board = await http.GetFromJsonAsync<List<ExpectedDelivery>>("/api/deliveries?dataset=orders&date=2026-03-30", Cancelled);

        Assert.Equal([("S17", "missing", 0), ("S1", "onTime", 40)], Rows(board!));
        Assert.Equal(2, (await http.GetFromJsonAsync<List<ExpectedDelivery>>("/api/deliveries?date=2026-03-30", Cancelled))!.Count);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/api/deliveries?dataset=nothing", Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync("/api/deliveries?date=0001-01-01", Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync("/api/deliveries?date=yesterday", Cancelled)).StatusCode);
        _services.IsAway = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/api/deliveries", Cancelled)).StatusCode);
    }

    private IReadOnlyList<DeliveryOverdue> Overdue => _host.Events<DeliveryOverdue>(_ => true);

    private IReadOnlyList<DeliveryArrived> Arrived => _host.Events<DeliveryArrived>(_ => true);

    private static object Orders(params string[] stores) => Orders([stores]);

    private static object Orders(params string[][] expectations) => new
    {
        name = "orders",
        version = "1.0.0",
        deliveries = expectations.Select(stores => new { by = "07:30:00", timeZone = "Europe/London", stores, days = new[] { 1, 2, 3, 4, 5 } }),
    };

    private static IEnumerable<(string, string, int)> Rows(IReadOnlyList<ExpectedDelivery> board) =>
        board.Select(delivery => (delivery.Store, delivery.State, (int)delivery.Rows));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private void Land(string store, string at, long rows) => _services.Landings.Add((store, Instant(at), rows));

    private void At(string now) => _host.Time.SetUtcNow(Instant(now));

    private async Task<DatasetAgreement> AgreementAsync() =>
        (await _host.Services.GetRequiredService<TransformClient>().DatasetsAsync(Cancelled))[0];

    /// <summary>A round of a watch of its own.</summary>
    private async Task<int> LookAsync() => await _host.Services.GetRequiredService<OverdueDeliveries>().LookAsync(await AgreementAsync(), Cancelled);

    private async Task<IReadOnlyList<ExpectedDelivery>> ReadAsync(DateOnly? date = null) =>
        await _host.Services.GetRequiredService<DeliveryBoard>().ReadAsync(await AgreementAsync(), date, Cancelled);

    private async Task SendAsync(object message, Guid? id = null)
    {
        var queue = await _host.Bus.GetSendEndpoint(QueueNames.Address(QueueNames.Deliveries));
        await queue.Send(message, message.GetType(), Pipe.Execute<SendContext>(context => context.MessageId = id ?? NewId.NextGuid()), Cancelled);
    }

    /// <summary>Waits until the saga has handled all that was sent before: its queue is handled in order, one message at a time.</summary>
    private async Task BarrierAsync()
    {
        var id = Guid.NewGuid();
        var done = _host.Deliveries.Handled(id);
        await SendAsync(new DeliveryFound { DeliveryId = Guid.NewGuid(), DeliveredAt = DateTimeOffset.UnixEpoch, Rows = 0 }, id);
        await done.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!reached())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
    }

    /// <summary>The watch looks a day back, so not at the Friday before.</summary>
    private Task<RunHost> StartAsync() => RunHost.StartAsync(database: _database, configure: builder =>
    {
        builder.Configuration["Deliveries:Lookback"] = "1.00:00:00";
        builder.Configuration["Services:Warehouse"] = builder.Configuration["Services:Transform"] = _services.Url.ToString();
    });

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton(_host.Services.GetRequiredService<TransformClient>());
        builder.Services.AddSingleton(_host.Services.GetRequiredService<DeliveryBoard>());
        At("2026-03-30T12:00:00Z");
        var app = builder.Build();
        app.MapDeliveries();
        return app;
    }

    /// <summary>What the gauge last said of orders.</summary>
    private sealed class MissingGauge : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _last = -1;

        public MissingGauge()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == RetailBusTelemetry.Name && instrument.Name == "retailbus.deliveries.missing")
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Exchange(ref _last, value));
            _listener.Start();
        }

        public long Last => Interlocked.Read(ref _last);

        public void Dispose() => _listener.Dispose();
    }
}
