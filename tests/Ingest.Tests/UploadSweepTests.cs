using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RetailBus.Ingest.Tests.Support;
using RetailBus.Ingest.Uploads;
using RetailBus.Platform.Storage;

namespace RetailBus.Ingest.Tests;

[Collection(LandCollection.Name)]
public sealed class UploadSweepTests(LandHost host)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upload_that_nobody_finishes_is_removed_when_its_lifetime_is_over_and_not_before()
    {
        var path = await BeginAsync("abandoned.csv");
        using var part = await host.Http.PutAsync(
            new Uri($"{path}/parts/1", UriKind.Relative), new ByteArrayContent("hello"u8.ToArray()), Cancelled);
        var options = new IngestOptions { UploadLifetime = TimeSpan.FromHours(2) };

        await SweepAsync(options, TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(1.9));
        using var kept = await host.Http.GetAsync(new Uri(path, UriKind.Relative), Cancelled);
        var swept = await SweepAsync(options, TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(2.1));
        using var gone = await host.Http.GetAsync(new Uri(path, UriKind.Relative), Cancelled);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (kept.StatusCode, gone.StatusCode));
        Assert.True(swept >= 1);
        Assert.Equal(0, await SweepAsync(options, TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(2.1)));
    }

    [Fact]
    public async Task A_service_that_starts_sweeps_what_an_earlier_one_left()
    {
        var path = await BeginAsync("left-behind.csv");
        var later = new FakeTimeProvider(TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(8));
        var options = new IngestOptions();
        using var service = new UploadSweepService(
            Sweep(options, later), Zones, Options.Create(options), later, NullLogger<UploadSweep>.Instance);

        await service.StartAsync(Cancelled);

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        HttpStatusCode status;
        do
        {
            using var response = await host.Http.GetAsync(new Uri(path, UriKind.Relative), Cancelled);
            status = response.StatusCode;
        }
        while (status == HttpStatusCode.OK && await timer.WaitForNextTickAsync(Cancelled));
        await service.StopAsync(Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    private static IOptions<ZoneOptions> Zones => Options.Create(new ZoneOptions { Raw = LandHost.Raw });

    private UploadSweep Sweep(IngestOptions options, TimeProvider time) =>
        new(host.S3, Zones, Options.Create(options), time, NullLogger<UploadSweep>.Instance);

    private Task<int> SweepAsync(IngestOptions options, DateTimeOffset now) =>
        Sweep(options, new FakeTimeProvider(now)).SweepAsync(Cancelled);

    private async Task<string> BeginAsync(string name)
    {
        using var response = await host.Http.PostAsJsonAsync("/api/uploads/orders/sessions", new { name, size = 5 }, Cancelled);
        var begun = await response.Content.ReadFromJsonAsync<UploadSessionState>(Cancelled);
        return $"/api/uploads/orders/sessions/{begun!.Session}";
    }
}
