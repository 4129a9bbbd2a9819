using System.IO.Compression;
using System.Text;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Hosting;
using RetailBus.Transform.Staging;
using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Staging;

public sealed class FileStagerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stager-").FullName;

    [Fact]
    public async Task An_archive_that_unpacks_to_too_much_is_refused_before_it_fills_the_disk()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write("order_id,store_id,item,quantity,price,total_amount,timestamp\n"u8);
            var lines = new byte[1 << 20];
            lines.AsSpan().Fill((byte)'\n');
            for (var megabyte = 0; megabyte < 64; megabyte++)
                gzip.Write(lines);
        }

        packed.Position = 0;
        var path = Path.Combine(_folder, "staged.csv");
        var rejected = await Assert.ThrowsAsync<BatchRejectedException>(
            () => new FileStager(new StagingLimits { ExpandedBytes = 4 << 20 })
                .StageAsync(packed, LocalEngine.Contract("orders"), path, TestContext.Current.CancellationToken));

        Assert.Equal(FailureCodes.Unreadable, rejected.Code);
        Assert.Equal(
            "The file unpacks to more than 4,194,304 bytes, the most that is taken. Split it into smaller files and land those, or raise Transform:MaxExpandedBytes.",
            rejected.Message);
        Assert.InRange(new FileInfo(path).Length, 0, 4 << 20);
    }

    [Fact]
    public async Task An_archive_that_unpacks_to_hundreds_of_times_its_size_is_refused_whatever_room_there_is()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write("order_id,store_id,item,quantity,price,total_amount,timestamp\n"u8);
            var lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("A-1,S1,tea,1,2.50,2.50,03/01/2026 09:30\n", 25_000)));
            for (var block = 0; block < 80; block++)
                gzip.Write(lines);
        }

        packed.Position = 0;
        var path = Path.Combine(_folder, "staged.csv");
        var rejected = await Assert.ThrowsAsync<BatchRejectedException>(
            () => new FileStager(StagingLimits.Of(new TransformOptions()))
                .StageAsync(packed, LocalEngine.Contract("orders"), path, TestContext.Current.CancellationToken));

        Assert.Equal(FailureCodes.Unreadable, rejected.Code);
        Assert.StartsWith("The file unpacks to more than 200 times its size", rejected.Message, StringComparison.Ordinal);
        Assert.InRange(new FileInfo(path).Length, 0, StagingLimits.FreeBytes + (1 << 20));
    }

    [Fact]
    public async Task Staging_stops_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new FileStager(new StagingLimits { ExpandedBytes = 4 << 20 })
                .StageAsync(new MemoryStream("x"u8.ToArray()), LocalEngine.Contract("orders"), Path.Combine(_folder, "staged.csv"), cancelled.Token));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
