using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Messages;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Batches;
using RetailBus.Transform.Tests.Cloud;

namespace RetailBus.Transform.Tests.Batches;

/// <summary>Resubmitted lines go on with the numbers of those before them.</summary>
public sealed class ResubmissionTests(S3Server s3) : IClassFixture<S3Server>
{
    private const string Dataset = "online-retail";
    private const string Header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    private const string Tea = "900,A,Tea,1,2011-01-01 08:00:00,1.00,,France\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_resubmission_whose_earlier_ones_are_missing_is_rejected_and_not_numbered_like_them()
    {
        await using var host = await TransformHost.StartAsync(s3);
        var transform = host.Services.GetRequiredService<BatchTransform>();
        var root = await host.LandAsync(Dataset, "day.csv", Header + Tea);
        await transform.RunAsync(root, Cancelled);
        var second = await ResubmittedAsync(host, root, 2);

        var fault = await Assert.ThrowsAsync<BatchRejectedException>(() => transform.RunAsync(second, Cancelled));

        Assert.Contains("of those only 0 are in the raw zone", fault.Message, StringComparison.Ordinal);
        await ResubmittedAsync(host, root, 1);
        Assert.Equal(1, (await transform.RunAsync(second, Cancelled)).Manifest.Rows.Accepted);
    }

    private static async Task<TransformBatch> ResubmittedAsync(TransformHost host, TransformBatch root, int number)
    {
        var key = ZoneKeys.Resubmission(Dataset, root.BatchId, number);
        var landed = await host.LandAsync(Dataset, key[(Dataset.Length + 1)..], Header + Tea);
        var resubmission = new Resubmission
        {
            ParentBatchId = root.BatchId,
            RootBatchId = root.BatchId,
            RootAttempt = 1,
            Number = number,
            Actor = "ana",
            Reason = "corrected",
        };
        return landed with { Object = landed.Object with { Resubmission = resubmission } };
    }
}
