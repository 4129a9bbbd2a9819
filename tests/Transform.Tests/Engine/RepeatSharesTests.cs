using System.Text;
using RetailBus.Transform.DuckDb;
using RetailBus.Transform.Staging;

namespace RetailBus.Transform.Tests.Engine;

/// <summary>The look for repeated keys takes the values of a large file in shares.</summary>
public sealed class RepeatSharesTests(LocalEngine engine) : IClassFixture<LocalEngine>, IDisposable
{
    private const int Rows = 1_000;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("transform-shares-");

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 7 })]
    [InlineData(new[] { 3, 500, 999 })]
    public async Task Repeats_are_counted_the_same_in_shares(int[] repeated)
    {
        var keys = Enumerable.Range(0, Rows).Concat(repeated);

        var whole = await RunAsync(keys, atOnce: 10 * Rows);
        var shares = await RunAsync(keys, atOnce: 90);

        Assert.Equal((Rows + repeated.Length, repeated.Length), (shares.Output.Rows.Accepted, shares.Output.Rows.Duplicates));
        Assert.Equal(whole.Output.Rows, shares.Output.Rows);
        Assert.Equal(repeated.Length == 0, shares.IsWhole);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<StraightResult> RunAsync(IEnumerable<int> keys, long atOnce)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var contract = LocalEngine.Contract("orders");
        var lines = keys.Select(key => $"{key},S1,x,1,2,2,11/23/2026 08:14")
            .Prepend("order_id,store_id,item,quantity,price,total_amount,timestamp");
        var folder = _folder.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName;
        using var landed = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        var staged = await new FileStager(new StagingLimits { ExpandedBytes = 1 << 20 })
            .StageAsync(landed, contract, Path.Combine(folder, "staged.csv"), cancellationToken);
        using var session = engine.Sessions.Rent();
        var work = new TransformWork(Guid.NewGuid(), 1, Guid.NewGuid(), contract, LocalEngine.Source);
        return new StraightPass(session, new DuckDbOptions(), work, staged) { AtOnce = atOnce }.Run(folder, cancellationToken);
    }
}
