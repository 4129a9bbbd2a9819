using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RetailBus.Ingest.Generating;
using RetailBus.Ingest.Tests.Support;

namespace RetailBus.Ingest.Tests;

public sealed class RecordSenderTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Only_what_the_stream_refused_is_put_again()
    {
        var stream = new PickyStream(call => record => call < 3 && record % 3 == 0);

        await SendAsync(stream, 9);

        Assert.Equal([9, 3, 3], stream.Calls.Select(call => call.Count));
        Assert.Equal(Enumerable.Range(0, 9), stream.Taken.Order());
    }

    [Fact]
    public async Task A_call_that_fails_as_a_whole_is_made_again()
    {
        var stream = new PickyStream(call => call == 1 ? throw new IOException("gone") : _ => false);

        await SendAsync(stream, 4);

        Assert.Equal(Enumerable.Range(0, 4), stream.Taken.Order());
    }

    [Fact]
    public async Task A_stream_that_never_takes_a_record_is_given_up()
    {
        var stream = new PickyStream(_ => record => record == 2);

        var refused = await Assert.ThrowsAsync<IOException>(() => SendAsync(stream, 4));

        Assert.Equal("The delivery stream picky refused 1 records 10 times (ServiceUnavailableException).", refused.Message);
        Assert.Equal([0, 1, 3], stream.Taken.Order());
        Assert.Equal(10, stream.Calls.Count);
    }

    [Fact]
    public async Task A_cancelled_sender_stops_waiting()
    {
        using var stop = new CancellationTokenSource();
        var stream = new PickyStream(call =>
        {
            if (call == 3)
                stop.Cancel();
            return _ => true;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(stream, 1, stop.Token));

        Assert.Equal(3, stream.Calls.Count);
    }

    private async Task SendAsync(PickyStream stream, int records, CancellationToken? stop = null)
    {
        var sender = new RecordSender(stream, _time, NullLogger<RecordSender>.Instance);
        var batch = Enumerable.Range(0, records).Select(i => (ReadOnlyMemory<byte>)new[] { (byte)i }).ToList();
        var sending = sender.SendAsync(batch, new Random(1), stop ?? TestContext.Current.CancellationToken);
        while (!sending.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        await sending;
    }
}
